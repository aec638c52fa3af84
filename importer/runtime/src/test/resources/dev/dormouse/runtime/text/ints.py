def shown(r):
    return r if isinstance(r, str) else str(r) if abs(r) < 10**600 else hex(r)


values = [0, 1, -1, 9, 10, 255, 2**31, 2**62, 2**63 - 1, 2**63, -(2**63), -(2**63) - 1, 2**64, 10**18, 10**19, 10**40]
for _ in range(1500):
    values.append(rnd.randrange(-(2 ** rnd.randrange(1, 200)), 2 ** rnd.randrange(1, 200)))
for v in values:
    case("parse", str(v), 10, str(v))
    case("bin", str(v), bin(v))
    case("oct", str(v), oct(v))
    case("hex", str(v), hex(v))
    case("parse", " %#x\n" % v, 0, str(v))
    case("parse", "%o" % v, 8, str(v))
alphabet = "0011_xXbBoO+- \n8z\u0661\u0967\u2003"
for _ in range(6000):
    s = "".join(rnd.choices(alphabet, k=rnd.randrange(8)))
    b = rnd.choice([0, 0, 2, 8, 10, 10, 16, 36, 7, 3])
    case("parse", s, b, shown(outcome(int, s, b)))
for s, b in [("1" * 4300, 10), ("1" * 4301, 10), ("-" + "1" * 4301, 10), ("1_" * 4400 + "1", 10), ("1" * 5000, 16), ("1", 37),
             ("1", 1), ("1", -1), ("0" * 4301, 10), ("x" * 500, 10), ("'" * 10, 10), ("1" * 18, 10), ("9" * 19, 10),
             ("7fffffffffffffff", 16), ("-8000000000000000", 16), ("\x1c1", 10), ("00_0", 0), ("0_7", 0), ("0x_1", 0),
             ("0x__1", 0), ("0_x1", 0), ("0b", 0), ("0", 0), ("010", 0), ("-0", 0), ("\ud800", 10)]:
    case("parse", s, b, shown(outcome(int, s, b)))
for n in (4300, 4301, 4299, 8000):
    case("str", hex(10**n - 1), outcome(str, 10**n - 1))
    case("str", hex(-(10**n)), outcome(str, -(10**n)))
