# Every code and every character of the East Asian codecs, and what they make of noise.
import codecs
import hashlib
import random

NAMES = """gb2312 gbk gb18030 hz big5hkscs cp932 shift_jis euc_jp euc_jisx0213 shift_jisx0213
    euc_jis_2004 shift_jis_2004 cp949 euc_kr johab big5 cp950 iso2022_jp iso2022_jp_1 iso2022_jp_2
    iso2022_jp_2004 iso2022_jp_3 iso2022_jp_ext iso2022_kr""".split()

ESCAPES = [b"$@", b"$A", b"$B", b"$(C", b"$(D", b"$(O", b"$(P", b"$(Q", b"$)C\x0e", b"(I", b"(J",
           b".A\x1bN", b".F\x1bN"]

marks = []


def mark(e):
    marks.append((e.start, e.end, e.reason))
    return "?", e.end


codecs.register_error("mark", mark)


def digest(x):
    return hashlib.sha1(ascii(x).encode()).hexdigest()[:12]


def pieces(make, chunks):
    for i, chunk in enumerate(chunks):
        try:
            yield make(chunk, i == len(chunks) - 1)
        except UnicodeError as e:
            yield str(e)


def noise(rnd, choices, n):
    return [rnd.choice(choices) for _ in range(n)]


for name in NAMES:
    info = codecs.lookup(name)
    # One space apart, so that no character is taken together with the next.
    text = " ".join(map(chr, [*range(0xd800), *range(0xe000, 0x30000)]))
    marks.clear()
    coded = info.encode(text, "ignore")[0]
    print(name, "encode", len(coded), digest(coded))
    prefixes = [b""]
    if name.startswith("iso"):
        prefixes = [b"\x1b" + e for e in ESCAPES]
    elif name == "hz":
        prefixes = [b"~{"]
    elif name.startswith("euc_j"):
        prefixes = [b"", b"\x8f"]
    for prefix in prefixes:
        marks.clear()
        trails = range(0x20, 0x100) if name[0] not in "ih" else range(0x20, 0x80)
        codes = b"".join(prefix + bytes([lead, trail]) + b"\n\n" for lead in trails for trail in trails)
        print(name, "decode", prefix, digest(info.decode(codes, "mark")[0]), len(marks), digest(marks))
    if name == "gb18030":
        codes = b"".join(bytes([a, b, c, d]) for a in (0x81, 0x82, 0x83, 0x84, 0x90, 0xe3, 0xff)
                         for b in range(0x30, 0x3a) for c in range(0x81, 0xff) for d in range(0x30, 0x3a))
        print(name, "fours", digest(info.decode(codes, "mark")[0]), digest(marks))

    rnd = random.Random(name)
    seven = list(b"\x1b$()@ABCDIJOPQ&.NF\x0e\x0f\n!0~{}a\xa1")
    eight = list(b"A~\x80\x8e\x8f\xa1\xa4\xab\xc4\xd4\xa0\xfc\xfd\xfe\xff09\x81\x9f\xe0\\\x88b\n")
    letters = ("aB\\~\n\x80\xa5\xe6\u0300\u0301\xca\u0304\u030c\xea\u4e00\u4e02\uac00\uac02\u3042\uff71"
               "\u2015\u9b1c\u9b1d\u20ac\u03b1\x0e\x0f\x1b\u02e9\u02e5\u31f7\u7626\udc80")
    seen = []
    for i in range(150):
        data = bytes(noise(rnd, seven if name[0] in "ih" else eight, rnd.randrange(1, 12)))
        text = "".join(noise(rnd, letters, rnd.randrange(1, 9)))
        for errors in ("strict", "ignore", "replace", "backslashreplace", "mark"):
            seen += pieces(lambda x, _: info.decode(x, errors), [data])
            seen += pieces(lambda x, _: info.encode(x, errors), [text])
        errors = "replace" if i % 2 else "strict"
        decoder = info.incrementaldecoder(errors)
        seen += pieces(lambda x, last: (decoder.decode(x, last), decoder.getstate()),
                       [data[j:j + 2] for j in range(0, len(data), 2)])
        encoder = info.incrementalencoder(errors)
        seen += pieces(lambda x, last: (encoder.encode(x, last), encoder.getstate()),
                       [text[j:j + 2] for j in range(0, len(text), 2)])
        seen.append((decoder.reset(), decoder.getstate(), encoder.reset(), encoder.getstate()))
    print(name, "noise", len(seen), digest(seen), digest(marks))
