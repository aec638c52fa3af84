def spec(types):
    s = ""
    if rnd.random() < 0.4:
        s += rnd.choice("*x0 \u20ac\U0001f600<") if rnd.random() < 0.6 else ""
        s += rnd.choice("<>=^")
    if rnd.random() < 0.3:
        s += rnd.choice("+- ")
    if rnd.random() < 0.1:
        s += "z"
    if rnd.random() < 0.2:
        s += "#"
    if rnd.random() < 0.3:
        s += "0"
    if rnd.random() < 0.6:
        s += str(rnd.randrange(30))
    if rnd.random() < 0.3:
        s += rnd.choice([",", "_", "_", ",", ",_", "_,", ",,"])
    if rnd.random() < 0.3:
        s += "." + str(rnd.randrange(25)) if rnd.random() < 0.95 else "."
    if rnd.random() < 0.7:
        s += rnd.choice(types)
    if rnd.random() < 0.02:
        s += rnd.choice("qé\x01 ;")
    return s


for x in doubles(8000):
    s = spec("eEfFgGn%eEfFgGn%eEfFgGn%dsc")
    case("float", x.hex(), s, outcome(format, x, s))
for _ in range(6000):
    v = rnd.randrange(-(2 ** rnd.randrange(1, 100)), 2 ** rnd.randrange(1, 100))
    s = spec("bcdoxXndddddbcdoxXneEfFgG%s")
    case("int", v, s, outcome(format, v, s))
for _ in range(3000):
    v = "".join(rnd.choices("ab\u20ac\U0001f600", k=rnd.randrange(6)))
    s = spec("sssssd")
    case("str", v, s, outcome(format, v, s))
for _ in range(3000):
    c = complex(rnd.choice([0.0, -0.0, rnd.uniform(-9, 9), 1e20]), rnd.choice([0.0, -0.0, rnd.uniform(-9999, 9999), float("inf")]))
    s = spec("eEfFgGn")
    case("complex", c.real.hex(), c.imag.hex(), s, outcome(format, c, s))
for v, s in [(1.5, "99999999999999999999"), (1.5, ".99999999999999999999"), (1.5, "\u0661\u0662"), (123456.789, "_.2f"), (1e300, ".400f"),
             (5e-324, ".1100f"), (5e-324, ".1080e"), (1.5, "xx"), (1.5, "<<<"), (1e15, ",.3"), (0.0, "z"), (-0.0, "z.1f"), (-0.04, "z.1f"),
             (-0.04, "+z.1f"), (1.0, "<>10"), (1.0, "\U0001f600^12")]:
    case("float", v.hex(), s, outcome(format, v, s))
for v, s in [(10**400, "f"), (10**400, ","), (5, "c"), (0x10ffff, "c"), (0x110000, "c"), (-1, "c"), (10**30, "c"), (5, "+c"), (5, "#c"), (65, "5c"), (65, "=5c")]:
    case("int", hex(v), s, outcome(format, v, s))
# '%'
def percent(kinds):
    s = "%"
    for _ in range(rnd.randrange(3)):
        s += rnd.choice("-+ #0")
    if rnd.random() < 0.5:
        s += str(rnd.randrange(20))
    if rnd.random() < 0.4:
        s += "." + (str(rnd.randrange(15)) if rnd.random() < 0.8 else "")
    if rnd.random() < 0.1:
        s += rnd.choice("hlL")
    return s + rnd.choice(kinds)


for _ in range(4000):
    v = rnd.randrange(-(2 ** rnd.randrange(1, 80)), 2 ** rnd.randrange(1, 80))
    s = percent("diuoxX")
    case("%int", v, s, outcome(lambda: s % v))
for x in doubles(3000):
    s = percent("eEfFgG")
    case("%float", x.hex(), s, outcome(lambda: s % x))
for _ in range(1500):
    v = "".join(rnd.choices("ab\u20ac\U0001f600", k=rnd.randrange(6)))
    s = percent("s")
    case("%str", v, s, outcome(lambda: s % v))
for s in ["%", "%5", "%.", "%y", "%5.3\u20ac", "a%\U0001f600", "\U0001f600%q", "%99999999999999999999d", "%.99999999999999999999d", "%l", "%ll", "%lld", "%\x01"]:
    case("%int", 1, s, outcome(lambda: s % 1))
