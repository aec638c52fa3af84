# Every search at every bound, in text with and without characters beyond U+FFFF, and in bytes.
import hashlib


def results(s, parts):
    bounds = [None, *range(-len(s) - 2, len(s) + 3, 1 if len(s) < 20 else 37)]
    for part in parts:
        for start in bounds:
            for end in bounds:
                yield s.find(part, start, end), s.rfind(part, start, end), s.count(part, start, end)
                yield s.startswith(part, start, end), s.endswith(part, start, end)
                try:
                    yield s.index(part, start, end), s.rindex(part, start, end)
                except ValueError as error:
                    yield str(error)
        if part:
            for all in s.partition(part), s.rpartition(part):
                yield type(all[1]).__name__, all[1] is part, [bytes(x) for x in all] if type(s) != str else all
        yield part in s
        yield s.split(part, 2) if part else None, s.rsplit(part, 2) if part else None


def show(name, s, parts):
    digest, some = hashlib.md5(), None
    for i, result in enumerate(results(s, parts)):
        digest.update(repr(result).encode())
        some = result if i % 97 == 5 else some
    print(name, len(s), i, some, digest.hexdigest())


mouse, dorm = "\U0001f42d", "\U0001f634"
show("ascii", "abcabcab", ["", "a", "ab", "ca", "abcabcab", "abcabcabc", "x"])
show("wide", "ab\u20acab\u20ac\u20ac", ["", "\u20ac", "b\u20ac", "\u20ac\u20ac", "a"])
show("astral", mouse + "a" + mouse + dorm + "a", ["", mouse, "a" + mouse, dorm + "a", "a", "x"])
long = (mouse + "ab" * 31 + dorm) * 9
show("long astral", long, ["", mouse, dorm + mouse, "ba", "b" + dorm, "x"])
show("surrogates", "\udc2da\ud83d\ud83d", ["\ud83d", "\udc2d", "a\ud83d"])
for make in (bytes, bytearray):
    parts = [b"", b"a", b"ab", bytearray(b"ca"), memoryview(b"bc"), b"x", b"abcabcabx"]
    show(make.__name__, make(b"abcabcab"), parts)
    show(make.__name__, make(b"\xff\x00\n" * 100), [b"\n\xff", b"\x00"])
    print([make(b"abcab").find(98, 2), make(b"abcab").count(97), 99 in make(b"abc"), b"" in make()])
    for wrong in ("a", 256, 1.5, None):
        try:
            print(make(b"abc").find(wrong))
        except (TypeError, ValueError) as error:
            print(type(error).__name__, error)


class Shrinks:
    def __index__(self):
        shrinking.clear()
        return 0


shrinking = bytearray(b"abcabc")
print(shrinking.find(b"c", Shrinks()), len(shrinking))
