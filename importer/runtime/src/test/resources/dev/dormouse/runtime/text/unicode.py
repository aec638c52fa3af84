def flags(c):
    return "".join(
        str(int(f))
        for f in (c.isalpha(), c.isdecimal(), c.isdigit(), c.isnumeric(), c.isspace(), c.islower(), c.isupper(), c.istitle(),
                  c.isidentifier(), ("a" + c).isidentifier(), c.isprintable(), c.isalnum())
    )


for cp in range(0x110000):
    c = chr(cp)
    if cp < 0x3000 or not (0x3400 < cp < 0x4DB0 or 0x4E10 < cp < 0x9FF0 or 0xAC10 < cp < 0xD7A0 or 0xE000 < cp < 0xF8FF or 0x20010 < cp < 0x2A6D0 or 0x32000 < cp < 0xE0000 or 0xF0010 < cp < 0xFFFF0 or 0x100010 < cp < 0x10FFF0) or cp % 97 == 0:
        case("char", c, flags(c), c.lower(), c.upper(), c.title(), c.casefold(), c.swapcase(), c.capitalize(),
             int(c) if c.isdecimal() else -1, "")
words = "aA\xdf\xe9\xc9 \u0130\u0131\u01c5\u01c6\u03a3\u03c3\u03c2.'\u0301\u02b0-1\ufb01\U00010400\U00010428"
for _ in range(8000):
    s = "".join(rnd.choices(words, k=rnd.randrange(1, 9)))
    for f in ("lower", "upper", "title", "casefold", "swapcase", "capitalize"):
        case(f, s, getattr(s, f)())
    for f in ("islower", "isupper", "istitle"):
        case(f, s, str(getattr(s, f)()))
