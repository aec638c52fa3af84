# C data and functions of libc and libm.
import ctypes
import io
import pickle
from ctypes import *


def tried(action, *arguments, **keywords):
    try:
        return action(*arguments, **keywords)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


simple = [c_byte, c_ubyte, c_short, c_ushort, c_int, c_uint, c_long, c_ulonglong, c_float]
simple += [c_double, c_longdouble, c_bool, c_char, c_wchar, c_char_p, c_wchar_p, c_void_p]
for t in simple:
    values = [0, 1, -1, 300, 2**40, 1.5, True, b"a", "a", b"abc", "a\u20acb", None, []]
    print(t.__name__, sizeof(t), alignment(t), bool(t()))
    print("   ", [getattr(tried(t, v), "value", "no") for v in values if t not in (c_char_p, c_wchar_p, c_void_p) or not isinstance(v, int)])
    argument = "made" if t is c_bool else tried(t.from_param, [])
    print("   ", tried(t, []), argument, t.__mro__[1].__name__)


class Point(Structure):
    _fields_ = [("x", c_int), ("y", c_double), ("tag", c_char * 4)]


class Bits(Structure):
    _fields_ = [("a", c_int, 3), ("b", c_uint, 7), ("c", c_ubyte, 4), ("d", c_long, 40), ("e", c_short)]


class Packed(Structure):
    _pack_ = 1
    _fields_ = [("a", c_char), ("b", c_longlong), ("p", Point)]


class Either(Union):
    _fields_ = [("i", c_uint), ("b", c_ubyte * 4), ("f", c_float)]


class Named(Structure):
    _anonymous_ = ["u"]
    _fields_ = [("u", Either), ("name", c_char_p), ("next", c_void_p)]


class Big(BigEndianStructure):
    _fields_ = [("h", c_ushort), ("i", c_int), ("d", c_double)]


class Derived(Point):
    _fields_ = [("z", c_short)]


for s in (Point, Bits, Packed, Either, Named, Big, Derived):
    names = [f[0] for f in s._fields_]
    print(s.__name__, sizeof(s), alignment(s), [getattr(s, n) for n in names])

p = Point(3, 2.5, b"ab")
print(p.x, p.y, p.tag, bytes(p)[:4], Point(y=1).y, tried(Point, 1, 2, b"a", 4), tried(Point, 1, x=2))
print(tried(setattr, p, "tag", b"abcde"), tried(setattr, p, "x", "a"), tried(delattr, p, "x"))
d = Derived(1, 2, b"z", 7)
print(d.x, d.z, isinstance(d, Point))
bits = Bits(-1, 127, 9, -5, 77)
bits.a = 5
print(bits.a, bits.b, bits.c, bits.d, bits.e, bytes(bits))
n = Named(name=b"dormouse")
n.i = 0x01020304
print(list(n.b), n.name, n.next, n.u.i)
print(bytes(Big(1, 2, 3.0)), Big(5).h)
print(tried(setattr, Big, "_fields_", []), tried(type(Structure), "Bad", (Structure,), {"_fields_": [("x", 5)]}))

Three = c_int * 3
a = Three(1, 2)
a[2] = 9
print(Three.__name__, len(a), list(a), a[-1], a[::2], tried(a.__getitem__, 3), tried(Three, 1, 2, 3, 4))
a[:2] = [7, 8]
print(a[:], tried(a.__setitem__, slice(0, 2), [1]), Three is c_int * 3, tried(lambda: c_int * -1))
points = (Point * 2)((1, 2.0), (3, 4.0))
points[1].x += 10
print(points[1].x, points[0].y, sizeof(points))
text = create_string_buffer(b"hello", 8)
print(text.value, text.raw, text[1], text[1:3], tried(setattr, text, "value", b"123456789"))
wide = create_unicode_buffer("h\u00e9 \U0001f42d")
print(wide.value, len(wide), sizeof(wide), wide[:2])

i = c_int(42)
q = pointer(i)
q.contents.value = 43
q[0] += 1
print(i, q[0], bool(q), bool(POINTER(c_int)()), tried(lambda: POINTER(c_int)().contents), type(q).__name__)
print(tried(pointer, 5), tried(q.__setattr__, "contents", 5), POINTER(c_int) is type(q))
print(cast(a, POINTER(c_int))[1], cast(text, c_char_p).value, cast(cast(q, c_void_p), POINTER(c_int)).contents)
print(string_at(text), string_at(text, 3), wstring_at(wide, 2), tried(cast, a, c_int))

libc = CDLL(None, use_errno=True)
libm = CDLL("libm.so.6")
print(libc.abs(-5), libc.strlen(b"12345"), libc.wcslen("123"), tried(libc.abs, 1.5))
libm.pow.argtypes = [c_double, c_double]
libm.pow.restype = c_double
print(libm.pow(2, 10), tried(libm.pow, 2), tried(libm.pow, 2, "a"), libm.pow.argtypes, libm.pow.restype)
libm.powf.argtypes = [c_float, c_float]
libm.powf.restype = c_float
print(libm.powf(2, 0.5))
libc.strchr.restype = c_char_p
libc.strchr.argtypes = [c_char_p, c_char]
print(libc.strchr(b"abcdef", b"d"), libc.strchr(b"abcdef", b"x"), tried(libc.strchr, "abc", b"a"))
buffer = create_string_buffer(60)
print(libc.sprintf(buffer, b"%d %s %ld %c", 5, b"x", c_long(1 << 40), c_char(b"q")), buffer.value)
print(libc.open(b"/no/such/file", 0), get_errno(), set_errno(3), get_errno())
print(tried(lambda: libc.no_such_function).split(":")[0], tried(CDLL, "libnosuch.so.9"))


class Div(Structure):
    _fields_ = [("quot", c_long), ("rem", c_long)]


libc.ldiv.restype = Div
libc.ldiv.argtypes = [c_long, c_long]
result = libc.ldiv(17, 5)
print(result.quot, result.rem)

Compare = CFUNCTYPE(c_int, POINTER(c_int), POINTER(c_int))
numbers = (c_int * 6)(5, 2, 9, 1, 7, 3)
calls = []


def compare(x, y):
    calls.append((x[0], y[0]))
    return x[0] - y[0]


libc.qsort(numbers, len(numbers), sizeof(c_int), Compare(compare))
print(list(numbers), len(calls) > 5)
Doubles = CFUNCTYPE(c_double, c_double, c_char_p, Point)
twice = Doubles(lambda x, s, p: x * 2 + len(s) + p.x)
print(twice(1.5, b"abc", Point(100)), Doubles(twice)(0, b"", Point(1)) if False else "")
print(CFUNCTYPE(c_int)(lambda: 7)(), tried(CFUNCTYPE(c_int), 5.5), CFUNCTYPE(None)(lambda: None)())


def checked(result, function, arguments):
    return result, function.__name__, arguments


libc.toupper.errcheck = checked
print(libc.toupper(97))
prototype = CFUNCTYPE(c_int, c_int, POINTER(c_int))
frexp = CFUNCTYPE(c_double, c_double, POINTER(c_int))(("frexp", libm), ((1, "x"), (2, "exponent")))
print(frexp(48.0), frexp(x=3.0), tried(frexp))
print(byref(i) is not None, tried(byref, 5), tried(addressof, 5), sizeof(p), tried(sizeof, 5))

data = bytearray(b"0123456789")
part = (c_char * 4).from_buffer(data, 3)
part[0] = b"Z"
print(data, part.value, tried((c_char * 4).from_buffer, data, 8), tried(c_int.from_buffer, b"1234"))
memset(part, 66, 2)
print(data, c_int.from_buffer_copy(b"\1\0\0\0").value, tried(data.append, 1))
view = memoryview(numbers)
print(view.format, view.shape, view.itemsize, view.nbytes, memoryview(points).format)
print(pickle.loads(pickle.dumps(p)).tag, tried(pickle.dumps, q))
resize(i, 16)
print(sizeof(i), tried(resize, i, 1))
print(c_int.__ctype_be__(1), bytes(c_int.__ctype_be__(1)), hash(c_int) == hash(c_int), tried(hash, i))
o = py_object([1])
o.value.append(2)
print(o, o.value, py_object())
moved = create_string_buffer(4)
print(memmove(moved, b"xyz", 3) == addressof(moved), moved.value)
print(tried(Structure), tried(_SimpleCData) if "_SimpleCData" in globals() else "", tried(Array), ctypes.__version__)


# memory seen from outside: its format is its own, the bytes are anybody's, and who writes is seen at once
class Pair(Structure):
    _fields_ = [("x", c_int), ("y", c_short)]


class Empty(Structure):
    pass


for data in (c_char * 4)(b"a", b"b"), (c_ubyte * 4)(1, 2), (Pair * 2)(), c_int(5), (c_int * 2 * 2)():
    view = memoryview(data)
    print(view.format, view.itemsize, view.shape, view.nbytes, view == view, bytes(view))
    for format in "Bic":
        print(tried(lambda: view.cast(format).tolist()))
    print(tried(lambda: view[0]))
    print(tried(view.tolist))
numbers = (c_ubyte * 4)(1, 2, 3, 4)
view = memoryview(numbers).cast("B")
view[0] = 9
print(list(numbers))
numbers[1] = 7
print(view[1], view.tolist(), list(view), bytes(view))
io.BytesIO(b"wxyz").readinto(view[1:3])
print(list(numbers))
resized = Empty()
resize(resized, 5)
memoryview(resized).cast("B")[:] = b"12345"
print(memoryview(resized).nbytes, bytes(memoryview(resized).cast("B")))
