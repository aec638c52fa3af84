/**
 * {@code _bz2} and {@code _lzma}: the two compression formats that the JDK does not have.
 *
 * <p>bzip2 comes from Apache Commons Compress, the only maintained implementation in Java (the
 * decoder alone would fit in a few hundred lines, the block sorting of the encoder would not); xz
 * and lzma from XZ for Java, which is written by the author of the format and of liblzma. Their
 * encoders are fed, but their decoders pull, while Python's are fed; {@link
 * dev.dormouse.runtime.modules.compression.PullDecoder} turns that round. Neither library's classes
 * load before something is compressed or decompressed.
 *
 * <p>What differs from CPython: compressed bytes are those of other encoders; LZMA2 data is
 * decompressed a chunk at a time, so that output can come later than liblzma's; match finders hc3,
 * bt2 and bt3 are replaced by hc4 and bt4.
 *
 * <p>Only the two modules are for others.
 */
package dev.dormouse.runtime.modules.compression;
