"""Writes the resources of unicodedata: unicodedata.bin (properties, decompositions) and unicodenames.bin (names).

Run it with the reference CPython 3.11, from importer/runtime:

    python tools/unicode_data.py src/main/resources/dev/dormouse/runtime/text

Everything is measured on that interpreter's unicodedata, for Unicode 14 and for ucd_3_2_0. Both files are zlib streams;
UnicodeData.java describes and reads them.
"""

import struct
import sys
import unicodedata
import zlib

new, old = unicodedata, unicodedata.ucd_3_2_0


def varint(n):
    out = bytearray()
    while n >= 128:
        out.append(n & 127 | 128)
        n >>= 7
    out.append(n)
    return bytes(out)


def text(s):
    b = s.encode("ascii")
    return varint(len(b)) + b


class Pool:
    """Distinct values, in the order of their first use."""

    def __init__(self, *first):
        self.ids = {v: i for i, v in enumerate(first)}

    def __call__(self, v):
        return self.ids.setdefault(v, len(self.ids))


names, numbers = Pool(""), Pool()


def half(db, c):
    numeric = db.numeric(c, None)
    return (
        names(db.category(c)),
        names(db.bidirectional(c)),
        db.combining(c),
        db.mirrored(c),
        names(db.east_asian_width(c)),
        db.decimal(c, -1) + 1,
        db.digit(c, -1) + 1,
        0 if numeric is None else numbers(numeric) + 1,
    )


def properties():
    records, runs, previous = Pool(), [], None
    for cp in range(0x110000):
        r = half(new, chr(cp)), half(old, chr(cp))
        if r == previous:
            runs[-1][1] += 1
        else:
            runs.append([records(r), 1])
            previous = r
    out = varint(len(names.ids)) + b"".join(map(text, names.ids))
    out += varint(len(numbers.ids)) + b"".join(struct.pack(">d", n) for n in numbers.ids)
    out += varint(len(records.ids))
    for a, b in records.ids:
        out += b"".join(map(varint, a + b))
    out += varint(len(runs)) + b"".join(varint(r) + varint(n) for r, n in runs)
    return out


def decompositions():
    """For each code point: distance, decomposition, whether its pair composes."""
    tags, entries, last = Pool(""), [], 0
    for cp in range(0x110000):
        if 0xAC00 <= cp <= 0xD7A3:
            continue
        c = chr(cp)
        d = new.decomposition(c)
        if d:
            parts = d.split()
            tag = parts.pop(0) if parts[0][0] == "<" else ""
            composes = not tag and len(parts) == 2 and new.normalize("NFC", c) == c
            entries.append(
                varint(cp - last) + varint(tags(tag) * 2 + composes) + varint(len(parts)) + b"".join(varint(int(p, 16)) for p in parts)
            )
            last = cp
        o = old.decomposition(c)
        assert o == d or o == "" and old.category(c) == "Cn", hex(cp)
    return varint(len(tags.ids)) + b"".join(map(text, tags.ids)) + varint(len(entries)) + b"".join(entries)


def expand(c):
    """The full canonical decomposition as ucd_3_2_0.decomposition gives it, without reordering."""
    d = old.decomposition(c)
    return "".join(expand(chr(int(p, 16))) for p in d.split()) if d and d[0] != "<" else c


def corrections():
    """Code points whose normal form in 3.2.0 was another."""
    found = []
    for cp in range(0x110000):
        if 0xAC00 <= cp <= 0xD7A3 or 0xD800 <= cp < 0xE000:
            continue
        n = old.normalize("NFD", chr(cp))
        e = expand(chr(cp))
        if n != e and sorted(n) != sorted(e):
            found.append(varint(cp) + varint(ord(n)))
    return varint(len(found)) + b"".join(found)


CONTROLS = """NULL NUL|START OF HEADING,SOH|START OF TEXT,STX|END OF TEXT,ETX|END OF TRANSMISSION,EOT|ENQUIRY,ENQ|ACKNOWLEDGE,ACK|ALERT,BEL|
BACKSPACE,BS|CHARACTER TABULATION,HORIZONTAL TABULATION,HT,TAB|LINE FEED,NEW LINE,END OF LINE,LF,NL,EOL|LINE TABULATION,VERTICAL TABULATION,VT|
FORM FEED,FF|CARRIAGE RETURN,CR|SHIFT OUT,LOCKING-SHIFT ONE,SO|SHIFT IN,LOCKING-SHIFT ZERO,SI|DATA LINK ESCAPE,DLE|DEVICE CONTROL ONE,DC1|
DEVICE CONTROL TWO,DC2|DEVICE CONTROL THREE,DC3|DEVICE CONTROL FOUR,DC4|NEGATIVE ACKNOWLEDGE,NAK|SYNCHRONOUS IDLE,SYN|
END OF TRANSMISSION BLOCK,ETB|CANCEL,CAN|END OF MEDIUM,EOM,EM|SUBSTITUTE,SUB|ESCAPE,ESC|INFORMATION SEPARATOR FOUR,FILE SEPARATOR,FS|
INFORMATION SEPARATOR THREE,GROUP SEPARATOR,GS|INFORMATION SEPARATOR TWO,RECORD SEPARATOR,RS|INFORMATION SEPARATOR ONE,UNIT SEPARATOR,US|SP|
DELETE,DEL|PADDING CHARACTER,PAD|HIGH OCTET PRESET,HOP|BREAK PERMITTED HERE,BPH|NO BREAK HERE,NBH|INDEX,IND|NEXT LINE,NEL|
START OF SELECTED AREA,SSA|END OF SELECTED AREA,ESA|CHARACTER TABULATION SET,HORIZONTAL TABULATION SET,HTS|
CHARACTER TABULATION WITH JUSTIFICATION,HORIZONTAL TABULATION WITH JUSTIFICATION,HTJ|LINE TABULATION SET,VERTICAL TABULATION SET,VTS|
PARTIAL LINE FORWARD,PARTIAL LINE DOWN,PLD|PARTIAL LINE BACKWARD,PARTIAL LINE UP,PLU|REVERSE LINE FEED,REVERSE INDEX,RI|
SINGLE SHIFT TWO,SINGLE-SHIFT-2,SS2|SINGLE SHIFT THREE,SINGLE-SHIFT-3,SS3|DEVICE CONTROL STRING,DCS|PRIVATE USE ONE,PRIVATE USE-1,PU1|
PRIVATE USE TWO,PRIVATE USE-2,PU2|SET TRANSMIT STATE,STS|CANCEL CHARACTER,CCH|MESSAGE WAITING,MW|START OF GUARDED AREA,START OF PROTECTED AREA,SPA|
END OF GUARDED AREA,END OF PROTECTED AREA,EPA|START OF STRING,SOS|SINGLE GRAPHIC CHARACTER INTRODUCER,SGC|SINGLE CHARACTER INTRODUCER,SCI|
CONTROL SEQUENCE INTRODUCER,CSI|STRING TERMINATOR,ST|OPERATING SYSTEM COMMAND,OSC|PRIVACY MESSAGE,PM|APPLICATION PROGRAM COMMAND,APC|
NBSP|SHY|CGJ|ALM|MVS|ZWSP|ZWNJ|ZWJ|LRM|RLM|LRE|RLE|PDF|LRO|RLO|NNBSP|MMSP|WJ|LRI|RLI|FSI|PDI|
BYTE ORDER MARK,BOM,ZWNBSP|FVS1|FVS2|FVS3|FVS4|WEIERSTRASS ELLIPTIC FUNCTION|LATIN CAPITAL LETTER GHA|LATIN SMALL LETTER GHA|
LATIN SMALL LETTER GHA|SYRIAC SUBLINEAR COLON SKEWED LEFT|SYRIAC SUBLINEAR COLON SKEWED RIGHT|LAO LETTER FO FON|LAO LETTER FO FAY|
LAO LETTER RO|LAO LETTER LO|TIBETAN MARK BKA- SHOG GI MGO RGYAN|YI SYLLABLE ITERATION MARK|CUNEIFORM SIGN NU11 TENU|
CUNEIFORM SIGN NU11 OVER NU11 BUR OVER BUR|PRESENTATION FORM FOR VERTICAL RIGHT WHITE LENTICULAR BRACKET|
BYZANTINE MUSICAL SYMBOL FTHORA SKLIRON CHROMA VASIS|KANNADA LETTER LLLA|MYANMAR LETTER KHAMTI LLA|HANGUL JONGSEONG YESIEUNG-KIYEOK|
HANGUL JONGSEONG YESIEUNG-SSANGKIYEOK|HANGUL JONGSEONG SSANGYESIEUNG|HANGUL JONGSEONG YESIEUNG-KHIEUKH|MICR ON US SYMBOL|MICR DASH SYMBOL|
ARABIC SMALL HIGH LIGATURE ALEF WITH YEH BARREE|MEDEFAIDRIN CAPITAL LETTER H|MEDEFAIDRIN CAPITAL LETTER NG|MEDEFAIDRIN SMALL LETTER H|
MEDEFAIDRIN SMALL LETTER NG|LEFTWARDS TRIANGLE-HEADED ARROW WITH DOUBLE VERTICAL STROKE|RIGHTWARDS TRIANGLE-HEADED ARROW WITH DOUBLE VERTICAL STROKE|
UP-POINTING RED TRIANGLE|HENTAIGANA LETTER E-1|BYZANTINE MUSICAL SYMBOL FTHORA SKLIRON CHROMA VASIS"""


def character_names():
    """Lines of 'name', a character per line; names that a rule makes are left out, and runs of unnamed ones are counted."""
    lines, last = [], -1
    for cp in range(0x110000):
        name = new.name(chr(cp), "")
        if name and not name.startswith(("CJK UNIFIED IDEOGRAPH-", "HANGUL SYLLABLE ")):
            # A distance of one is left out.
            lines.append("%s%s" % (name, "" if cp == last + 1 else "\t%x" % cp))
            last = cp
    aliases = set(CONTROLS.replace("\n", "").replace("NULL NUL", "NULL,NUL").replace("|", ",").split(","))
    aliases |= {"VS%d" % i for i in range(1, 257)}
    found = []
    for a in sorted(aliases):
        try:
            c = new.lookup(a)
        except KeyError:
            continue
        if new.name(c, "") != a:
            found.append("%s\t%x" % (a, ord(c)))
    ranges, inside = [], False
    for cp in range(0x3000, 0x40000):
        cjk = new.name(chr(cp), "").startswith("CJK UNIFIED IDEOGRAPH-")
        if cjk != inside:
            ranges.append("%x" % cp)
            inside = cjk
    return "\n".join(["\t".join(ranges), ""] + lines + ["#"] + found + [""]).encode("ascii")


def main(folder):
    with open(folder + "/unicodedata.bin", "wb") as f:
        f.write(zlib.compress(properties() + decompositions() + corrections(), 9))
    with open(folder + "/unicodenames.bin", "wb") as f:
        f.write(zlib.compress(character_names(), 9))


main(sys.argv[1])
