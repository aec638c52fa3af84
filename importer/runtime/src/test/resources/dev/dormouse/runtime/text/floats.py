def bits(x):
    return "%016x" % struct.unpack("Q", struct.pack("d", x))[0]


for x in doubles(6000):
    case("repr", bits(x), repr(x))
    case("hex", bits(x), x.hex())
    if x == x:
        case("parse", repr(x), bits(x))
        case("fromhex", x.hex(), bits(x))
        case("parse", "%.20e" % x, bits(float("%.20e" % x)))
    if x == x and abs(x) != float("inf"):
        n = rnd.randrange(-5, 20)
        r = outcome(round, x, n)
        case("round", bits(x), n, r if isinstance(r, str) else bits(r))

for s in ["", " ", "1", " 1 ", "+1", "-1.", ".5", ".", "e5", "1e", "1e+", "1e5", "1E-5", "1_0", "1__0", "_1", "1_", "1_.5",
          "1._5", "1.5_0", "1e1_0", "1e_1", "1e1_", "inf", "-inf", "+Infinity", "INFINIT", "nan", "-NaN", "nanx", "0x10",
          "1d", "1f", "1.5.5", "\u0661\u0662.\u0665", "\u20031\u2003", "\x1c1", "\x1c1\u0661", "\xa01", "1e400", "-1e400",
          "1e-400", "1e99999999999999999999", "1e-99999999999999999999", "0e99999999999999", "1" * 400, "0." + "0" * 400 + "1e400",
          "\x001", "1\x00", "--1", "+-1", "1e5e5", "in f", "é", "\ud800", "1 2", "٣_٤", "'", "a'b\"",
          "2.4703282292062328e-324", "2.4703282292062327e-324", "179769313486231580793728971405301199e273", "9007199254740993",
          "123456789012345678", "1234567890123456e-22", "123456789012345e22", "123456789012345e23"]:
    r = outcome(float, s)
    case("parse", s, bits(r) if isinstance(r, float) else r)

for s in ["", "0x", "0x1", "1", "-0x1.8p1", "0x.8", "0x.", "0x1p", "0x1p+", "0x1p1024", "0x1.fffffffffffff7p1023",
          "0x1.fffffffffffff8p1023", "0x1p-1074", "0x1p-1075", "0x1.8p-1075", "0x1p-1076", "0x1p-99999999999999999999",
          "0x1p99999999999999999999", "0x0p99999999999999", "inf", "-Infinity", "nan", "0x1.00000000000008p0",
          "0x1.00000000000018p0", "0x1.000000000000081p0", " 0x1 ", "0xg", "1.2.3", "0x3p-1075", "0x1" + "0" * 300, "+f.8p-3"]:
    r = outcome(float.fromhex, s)
    case("fromhex", s, bits(r) if isinstance(r, float) else r)
case("round", bits(1.7e308), -308, outcome(round, 1.7e308, -308))
case("round", bits(5e15 + 1), -1, bits(round(5e15 + 1, -1)))
