# Put before every program of this folder: prints cases the way Reference.java reads them.
import random
import struct
import sys

rnd = random.Random(7)
_write = sys.stdout.write


def _escape(field):
    if isinstance(field, bytes):
        field = field.decode("latin-1")
    s = str(field)
    if s.isascii() and s.isprintable() and "\\" not in s:
        return s
    units = s.encode("utf-16-le", "surrogatepass")
    out = []
    for i in range(0, len(units), 2):
        u = units[i] | units[i + 1] << 8
        out.append(chr(u) if 32 <= u < 127 and u != 92 else "\\u%04x" % u)
    return "".join(out)


def case(*fields):
    _write("\t".join(map(_escape, fields)) + "\n")


def outcome(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return "%s: %s" % (type(e).__name__, e)


def doubles(n):
    special = [0.0, -0.0, 1.0, -1.0, 0.5, 1.5, 2.5, 0.1, 1e15, 1e16, 9999999999999998.0, 1e17, 1e22, 1e23, 123456789.125,
               5e-324, 1e-323, 1.5e-323, 2e-323, 4e-322, 1e-321, 2.2250738585072014e-308, 1.7976931348623157e308, 1e-4,
               1e-5, 0.00012345, 9007199254740992.0, 9007199254740993.0, 9007199254740994.0, 1e100, 0.3, 2 / 3, 999999.5,
               9.5, 99.5, 0.95, 0.095, 9.999999e22, float("inf"), float("-inf"), float("nan")]
    yield from special
    for i in range(1, 70):
        yield i * 5e-324
    for _ in range(n):
        k = rnd.randrange(4)
        if k == 0:
            yield struct.unpack("d", rnd.randbytes(8))[0]
        elif k == 1:
            yield rnd.uniform(-1000, 1000)
        elif k == 2:
            yield round(rnd.uniform(-100, 100), rnd.randrange(5))
        else:
            yield rnd.randrange(-10**6, 10**6) / 2 ** rnd.randrange(30)
