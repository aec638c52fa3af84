"""Methods of builtin types with arguments that they do not expect: what they say, and in which order they look."""

import weakref


class IntSub(int):
    pass


class BytesSub(bytes):
    pass


class TupleSub(tuple):
    pass


class StrSub(str):
    pass


class SetSub(set):
    pass


class NotIterator:
    def __iter__(self):
        return 5


class BadIndex:
    def __index__(self):
        raise ValueError("no index")


class StrIndex:
    def __index__(self):
        return "x"


class BadFloat:
    def __float__(self):
        raise ValueError("no float")


def show(label, function, *args, **kwargs):
    try:
        result = function(*args, **kwargs)
        print(label, type(result).__name__, ascii(result))
    except Exception as e:
        print(label, type(e).__name__, ascii(str(e)))


# Wrappers of slots: some count arguments with a parser that has no name to say.
for value in (3, "ab", b"ab", [1], (1,), {1: 2}, bytearray(b"ab"), 1.5, property(len, doc="x")):
    for name in ("__add__", "__mul__", "__rmul__", "__imul__", "__pow__", "__rpow__", "__getitem__", "__setitem__",
                 "__delitem__", "__setattr__", "__delattr__", "__getattribute__", "__contains__", "__eq__", "__get__",
                 "__set__", "__len__", "__bool__"):
        # CPython has methods of these names in list and dict, and we have wrappers of slots.
        if hasattr(value, name) and not (type(value) in (list, dict) and name in ("__getitem__", "__contains__")):
            for args in ((), (1, 2, 3), ("x", 2.5, 3, 4)):
                show((type(value).__name__, name, args), getattr(type(value), name), value, *args)
for value in ("ab", b"ab", [1], (1,), bytearray(b"ab")):
    for count in ("x", 1.5, None, BadIndex(), StrIndex(), 2**70, -2**70, -1, True):
        for name in ("__mul__", "__rmul__", "__imul__"):
            if hasattr(value, name) and type(count) is not BadIndex:
                show((name, type(count).__name__), getattr(value, name), count)
    show("operator", lambda: value * "x")

# Searching converts the bounds before it looks at what is sought.
for value in ("abc", b"abc", bytearray(b"abc")):
    for name in ("find", "rfind", "index", "rindex", "count"):
        for args in ((None, "x"), (2.5, BadIndex()), ([], StrIndex()), (2**70, 1, 2.5), (None,), (300, 0), ((), None, None)):
            show((name, [type(a).__name__ for a in args]), getattr(value, name), *args)
show("tuple.index", (1, 2).index, 5, 1.5, StrIndex())
show("tuple.index", (1, 2).index, 5, StrIndex(), 1.5)

# What is missing comes before what is not known.
show("from_bytes", int.from_bytes, length=3)
show("from_bytes", int.from_bytes, b"a", length=3)
show("cast", memoryview(b"ab").cast, tabsize=3)
show("cast", memoryview(b"ab").cast, "B", tabsize=3)
show("encode", "ab".encode, coding="x")
show("sorted", [3, 1].sort, reversed=True)

# Subclasses: what is returned as it is, what is made anew, and what they cannot have.
for value in (StrSub("abab"), BytesSub(b"abab")):
    separator = "xy" if isinstance(value, str) else b"xy"
    for name in ("partition", "rpartition"):
        print(name, [type(part).__name__ for part in getattr(value, name)(separator)])
print(type(iter(StrSub("ab"))), type(iter("ab")), type(iter("\u20ac")))
for value in (IntSub(3), BytesSub(b"ab"), TupleSub((1, 2))):
    show(type(value).__name__, weakref.ref, value)
    print("__weakref__" in dir(value), hasattr(value, "__dict__"))
for base in (int, bytes, tuple, str, float, complex, list):
    print(base.__name__, type("Sub", (base,), {}).__weakrefoffset__ != 0)


class Weakly:
    pass


class Both(Weakly, int):
    pass


print("__weakref__" in dir(Both()))
show("set", SetSub, 1, 2)
show("set", SetSub().__init__, 1, 2)
show("frozenset", frozenset, 1, 2)

# Iterables that are none.
show("join", "".join, NotIterator())
show("join", b"".join, NotIterator())
show("join", "".join, 5)
show("join", bytearray().join, 5)
show("unpack", lambda: [*NotIterator()])

# Formats name types in full.
import collections, datetime

for value in (datetime.date(2020, 2, 29), collections.deque(), StrSub("x"), None, BadFloat()):
    for conversion in "dioxXeEfFgG":
        show(("%", conversion), lambda: ("%" + conversion) % (value,))
        show(("b%", conversion), lambda: (b"%" + conversion.encode()) % (value,))
    show("b%b", lambda: b"%b" % (value,))
    show("list", lambda: [] + value)
    show("tuple", lambda: () + value)
    show("str", lambda: "" + value)

# Small ones.
show("reduce", bytearray().__reduce__)
show("reduce", bytearray(b"\xff").__reduce__)
show("reduce", memoryview(b"ab").__reduce_ex__, 2)
show("reduce", memoryview(b"ab").__reduce_ex__, 1)
show("format", [].__format__, None)
show("format", [].__format__, 5)
for value in (5, None, b"0x1", " 0x1p3 ", "x"):
    show("fromhex", float.fromhex, value)
show("eval", eval, b" \t1 + 1")
show("eval", eval, " \t1 + 1")
show("eval", eval, b"\n1")
for value in (b"", bytearray(), memoryview(b"")):
    show("str", str, value, "no such encoding")
show("decode", b"".decode, "no such encoding", "no such errors")


# What classes refuse when they are made or matched.
class BoolIndex:
    def __index__(self):
        return True


class NoMro(type):
    def mro(cls):
        return []


def match():
    match 5:
        case len():
            pass


import operator, warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    show("index", operator.index, BoolIndex())
    show("range", range, BoolIndex(), BoolIndex())
show("mro", NoMro, "A", (), {})
show("cell", type, "A", (), {"__classcell__": 5})
show("match", match)


import itertools

for bounds in ((2.5,), (-1,), (-5,), (2**70,), (-1, 2), (-5, -1), (-1, -5), (2.5, 3), (1, 2.5), (None, -2), (0, None, 0), (0, 3, "x"),
               (BadIndex(), 3), (True, True), (None, None, None)):
    show(("islice", len(bounds)), lambda: list(itertools.islice("abcdef", *bounds)))
for arguments in ((True,), (IntSub(3),), (True, 2), (False, True), (2**70,), (1.5, True), ("a",)):
    show(("count", len(arguments)), lambda: list(itertools.islice(itertools.count(*arguments), 3)))
    show(("count", len(arguments)), lambda: repr(itertools.count(*arguments)))


import array

for bounds in ((2.5,), (0, "x"), (BadIndex(), 2.5), (-1,), (-9, -1), (2**70,), (None,)):
    show(("array.index", len(bounds)), array.array("b", [1, 2, 3]).index, 2, *bounds)
show("fromunicode", array.array("u", "a").fromunicode, array.array("b"))
