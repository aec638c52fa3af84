alphabet = "ab'\"\\\n\r\t\x00\x1f\x7f\x80\xa0\xad\xe9\u0378\u20ac\u2028\ud800\udfff\ue000\U0001f600\U000e0001\U0010ffff"
for _ in range(4000):
    s = "".join(rnd.choices(alphabet, k=rnd.randrange(8)))
    # A surrogate pair is one code point in UTF-16.
    s = s.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    case("repr", s, repr(s))
    case("ascii", s, ascii(s))
for _ in range(2000):
    b = bytes(rnd.choices(b"ab'\"\\\n\r\t\x00\x1f\x7f\x80\xff", k=rnd.randrange(8)))
    case("bytes", b, repr(b))
