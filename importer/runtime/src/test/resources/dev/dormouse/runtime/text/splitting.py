def norm(s):
    return s.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def text(k=10):
    return norm("".join(rnd.choices("aab  \t\n\r\x0b\x1c\x85\xa0\u2028\U0001f600\ud83d\ude00", k=rnd.randrange(k))))


def joined(parts):
    return "|".join(parts) + "|%d" % len(parts)


for _ in range(4000):
    s, t, u, n = text(), text(3), text(3), rnd.randrange(-1, 4)
    case("split", s, n, joined(s.split(None, n)))
    case("rsplit", s, n, joined(s.rsplit(None, n)))
    b = s.encode("latin-1", "replace")
    case("bsplit", b, n, b"|".join(b.split(None, n)) + b"|%d" % len(b.split(None, n)))
    case("brsplit", b, n, b"|".join(b.rsplit(None, n)) + b"|%d" % len(b.rsplit(None, n)))
    case("splitlines", s, n > 0, joined(s.splitlines(n > 0)))
    case("bsplitlines", b, n > 0, b"|".join(b.splitlines(n > 0)) + b"|%d" % len(b.splitlines(n > 0)))
    if t:
        case("splitby", s, t, n, joined(s.split(t, n)))
        case("rsplitby", s, t, n, joined(s.rsplit(t, n)))
    r = s.replace(t, u, n)
    if norm(r) == r:
        case("replace", s, t, u, n, r)
    case("strip", s, s.strip())
    case("lstrip", s, s.lstrip())
    case("stripby", s, t, s.strip(t))
    case("count", s, t, s.count(t))
    case("find", s, t, "%d %d" % (s.find(t), s.rfind(t)))
    case("expandtabs", s, n * 3, s.expandtabs(n * 3))
    z = rnd.choice(["", "+", "-", "--", "+a"]) + s
    case("zfill", z, n * 4, z.zfill(n * 4))
