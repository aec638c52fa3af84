import unicodedata
from unicodedata import ucd_3_2_0


def facts(db, c):
    return "%s %s %d %d %s %d %d %r %s" % (
        db.category(c), db.bidirectional(c), db.combining(c), db.mirrored(c), db.east_asian_width(c), db.decimal(c, -1), db.digit(c, -1),
        float(db.numeric(c, float("nan"))), db.decomposition(c))


forms = ("NFC", "NFD", "NFKC", "NFKD")
interesting = []
for cp in range(0x110000):
    c = chr(cp)
    if 0xD800 <= cp < 0xE000:
        continue
    if unicodedata.combining(c) or unicodedata.decomposition(c):
        interesting.append(c)
    elif cp > 0x3100 and cp % 37:
        continue
    case("facts", 0, c, facts(unicodedata, c))
    case("facts", 1, c, facts(ucd_3_2_0, c))
    n = unicodedata.name(c, "")
    case("name", c, n)
    if n:
        case("lookup", n.lower(), cp)
    for f in forms:
        if unicodedata.normalize(f, c) != c:
            case("normalize", 0, f, c, unicodedata.normalize(f, c))
            case("normalize", 1, f, c, ucd_3_2_0.normalize(f, c))
interesting += [chr(cp) for cp in range(0x1100, 0x1200)] * 3 + list("aeiouAEIOU\u0915") * 40
interesting += ["\u0301", "\u0323", "\u0308", "\u0327", "\u093c", "\u11a8"] * 100
for _ in range(8000):
    s = "".join(rnd.choices(interesting, k=rnd.randrange(1, 8)))
    for f in forms:
        case("normalize", 0, f, s, unicodedata.normalize(f, s))
    case("normalize", 1, "NFKC", s, ucd_3_2_0.normalize("NFKC", s))
for a in ("LF", "nul", "Line Feed", "BOM", "VS256", "WJ", "LATIN SMALL LETTER GHA", "nothing", "HANGUL SYLLABLE GA", "hangul syllable gagx",
          "CJK UNIFIED IDEOGRAPH-4E00", "CJK UNIFIED IDEOGRAPH-4e0", "cjk unified ideograph-fffff", "", "SPACE\n", "é"):
    try:
        case("lookup", a, ord(unicodedata.lookup(a)))
    except KeyError:
        case("lookup", a, -1)
