"""Keys and caches of zones that meddle with the caches."""

import os
import struct
import tempfile
import zoneinfo
from zoneinfo import ZoneInfo

FILE = b"TZif" + bytes(16) + struct.pack(">6l", 0, 0, 0, 0, 1, 4) + bytes(6) + b"ABC\0"
directory = tempfile.TemporaryDirectory()
zoneinfo.reset_tzpath([directory.name])
for i in range(12):
    with open(os.path.join(directory.name, "zone%d" % i), "wb") as stream:
        stream.write(FILE)


class Meddling(str):
    def __eq__(self, other):
        ZoneInfo.clear_cache()
        return str.__eq__(self, other)

    __hash__ = str.__hash__


for i in range(12):
    print(ZoneInfo(Meddling("zone%d" % i)))
ZoneInfo.clear_cache(only_keys=[Meddling("zone1"), Meddling("zone2")])


class Failing(str):
    def __eq__(self, other):
        raise LookupError(other)

    __hash__ = str.__hash__


class Special(ZoneInfo):
    pass


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: ZoneInfo(Failing("zone1")))
attempt(lambda: ZoneInfo.clear_cache(only_keys=[Failing("zone1")]))
for cache in {"zone1": 3}, {"zone1": None}, 3, type("", (dict,), {"get": lambda *a: ZoneInfo})():
    Special._weak_cache = cache
    attempt(lambda: Special("zone1"))
attempt(Special.clear_cache)
del Special._weak_cache
attempt(lambda: Special("zone1"))
zoneinfo._common.load_data = lambda f: ((), (), (), (), (), "AAA3")
attempt(lambda: ZoneInfo.no_cache("zone1"))
for data in (), 3, ((0,), (), (), (), (), b""), ((3,), (1,), (0,), (0,), ("A",), b""), (3, 3, 3, 3, 3, 3), ((), (), (1,), (), (), b""):
    zoneinfo._common.load_data = lambda f: data
    attempt(lambda: ZoneInfo.no_cache("zone1"))
zoneinfo._common.load_data = lambda f: ((0,), (0,), (0,), (0,), ("A",), b"A3")
attempt(lambda: ZoneInfo.no_cache("zone1"))
