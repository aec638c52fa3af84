import codecs


def run(f, *args):
    try:
        return f(*args)
    except UnicodeError as e:
        return "%s %s %d %d %s" % (type(e).__name__, e.encoding, e.start, e.end, e.reason)
    except Exception as e:
        return "%s: %s" % (type(e).__name__, e)


def norm(s):
    return s.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def simple(s):
    "Whether no lone high surrogate is directly before a low one, which UTF-16 cannot tell from a pair."
    return norm(s) == s


policies = ["strict", "ignore", "replace", "backslashreplace", "surrogateescape", "surrogatepass"]
encode_policies = policies + ["xmlcharrefreplace"]
decoders = {
    "utf-8": (codecs.utf_8_decode, [b"a", b"b", b"\xc3", b"\xa9", b"\xe2\x82\xac", b"\xe2", b"\x82", b"\xed", b"\xa0\x80", b"\xf0\x9f\x98\x80", b"\xf0", b"\x9f",
                                    b"\xff", b"\xc0", b"\xf4", b"\x90", b"\xe0\x9f", b"\xed\xbf\xbf", b"\xef\xbf\xbd", b"\xf5"]),
    "utf-16": (codecs.utf_16_decode, [b"a\0", b"\0a", b"\xff\xfe", b"\xfe\xff", b"\x00\xd8", b"\x00\xdc", b"\xd8\x00", b"\x01", b"\xdc\x01", b"\x00\xdf"]),
    "utf-16-le": (codecs.utf_16_le_decode, [b"a\0", b"\xff\xfe", b"\x00\xd8", b"\x00\xdc", b"\x01", b"\x00\xdf"]),
    "utf-16-be": (codecs.utf_16_be_decode, [b"\0a", b"\xff\xfe", b"\xd8\x00", b"\xdc\x00", b"\x01", b"\xdf\x00"]),
    "utf-32": (codecs.utf_32_decode, [b"a\0\0\0", b"\0\0\0a", b"\xff\xfe\0\0", b"\0\0\xfe\xff", b"\x00\xd8\0\0", b"\0\0\xdc\0", b"\x01", b"\0\0\x11\0"]),
    "utf-32-le": (codecs.utf_32_le_decode, [b"a\0\0\0", b"\x00\xd8\0\0", b"\x00\xdc\0\0", b"\x01", b"\0\0\x11\0", b"\0\0\x01\0"]),
    "ascii": (codecs.ascii_decode, [b"a", b"b", b"\x80", b"\xff"]),
    "utf-7": (codecs.utf_7_decode, [b"a", b"b", b"+", b"-", b"A", b"AA", b"AAA", b"IKw", b"2D3eAA", b"2D0", b"/", b"!", b"\xe9", b"+IKw-", b"+-", b" ", b"3gA", b"B"]),
    "unicode_escape": (codecs.unicode_escape_decode, [b"a", b"\\", b"x", b"u", b"U", b"0", b"1", b"f", b"N", b"{", b"}", b"\n", b"\\x41", b"\\u20ac", b"\\U0001f600", b"\\n", b"\xe9", b"\\777"]),
    "raw_unicode_escape": (codecs.raw_unicode_escape_decode, [b"a", b"\\", b"u", b"U", b"0", b"1", b"f", b"\\u20ac", b"\\U0001f600", b"\xe9", b"\\\\"]),
}
import warnings
warnings.simplefilter("ignore")
for name, (f, pieces) in decoders.items():
    for _ in range(5000 if name == "utf-8" else 2000):
        b = b"".join(rnd.choices(pieces, k=rnd.randrange(7)))
        p = rnd.choice(policies)
        last = rnd.random() < 0.6
        if name == "ascii":
            last, r = True, run(f, b, p)
        else:
            r = run(f, b, p, last)
        if isinstance(r, str):
            case("decode", name, p, int(last), b, r)
        elif simple(r[0]):
            case("decode", name, p, int(last), b, "%d %s" % (r[1], r[0]))
table = "".join(map(chr, range(128))) + "\u20ac\ufffe\U0001f600" + "".join(map(chr, range(0x400, 0x400 + 100)))
built = codecs.charmap_build(table)
encoders = {
    "utf-8": codecs.utf_8_encode, "utf-16": codecs.utf_16_encode, "utf-16-le": codecs.utf_16_le_encode, "utf-16-be": codecs.utf_16_be_encode,
    "utf-32": codecs.utf_32_encode, "utf-32-le": codecs.utf_32_le_encode, "utf-32-be": codecs.utf_32_be_encode, "ascii": codecs.ascii_encode,
    "latin-1": codecs.latin_1_encode, "utf-7": codecs.utf_7_encode, "unicode_escape": codecs.unicode_escape_encode, "raw_unicode_escape": codecs.raw_unicode_escape_encode,
    "charmap": lambda s, e: codecs.charmap_encode(s, e, built),
}
for name, f in encoders.items():
    for _ in range(1500):
        s = norm("".join(rnd.choices("ab+-\\\n\x7f\xe9\xff\u0100\u20ac\ud800\udc80\udcff\udfff\U0001f600\U0010ffff\u0410", k=rnd.randrange(7))))
        p = rnd.choice(encode_policies)
        r = run(f, s, p)
        case("encode", name, p, s, r if isinstance(r, str) else r[0])
for _ in range(2000):
    b = bytes(rnd.choices(range(256), k=rnd.randrange(6)))
    p = rnd.choice(policies)
    r = run(codecs.charmap_decode, b, p, table)
    case("charmap", p, b, table, r if isinstance(r, str) else r[0])
for _ in range(2000):
    b = b"".join(rnd.choices([b"\\", b"x", b"4", b"1", b"n", b"\n", b"'", b"\\x41", b"\\101", b"\\777", b"q", b"\xff"], k=rnd.randrange(7)))
    p = rnd.choice(["strict", "ignore", "replace"])
    r = run(codecs.escape_decode, b, p)
    case("escape_decode", p, b, r if isinstance(r, str) else r[0])
    case("escape_encode", "strict", b, codecs.escape_encode(b)[0])
