/**
 * The East Asian codecs: {@code _multibytecodec} and the modules that hand out its codecs, on the
 * JDK's charsets.
 *
 * <p>Other rooms reach them through {@code import} only, which {@code encodings} does when such a
 * codec is looked up. Where the JDK's tables differ from CPython's, the JDK's are kept: a handful
 * of symbols (0x815C of shift_jis is U+2014), and which code points for private use gbk, cp932,
 * cp949 and cp950 have. Codecs that the JDK lacks (hz, euc_jis_2004, most of iso2022_jp's variants)
 * do not exist: looking them up says so.
 */
package dev.dormouse.runtime.modules.multibyte;
