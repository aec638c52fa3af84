"""zoneinfo.ZoneInfo: zones of the system, files made by hand, rules of TZ strings, caches, and what is refused."""

import copy
import hashlib
import io
import os
import pickle
import re
import struct
import tempfile
import weakref
import zoneinfo
from datetime import date, datetime, time, timedelta, timezone
from _zoneinfo import ZoneInfo

print(ZoneInfo is zoneinfo.ZoneInfo, ZoneInfo.__mro__, ZoneInfo.__doc__)


def show(f, *arguments, **keywords):
    try:
        result = f(*arguments, **keywords)
    except BaseException as e:
        result = type(e).__name__, str(e)
    print(re.sub("0x[0-9a-f]+", "0x", repr(result)))


def probe(zone, years):
    """A digest of what a zone answers through these years."""
    answers = []
    for year in years:
        for day in range(0, 365, 4):
            for hour in 0, 2, 3, 12, 23:
                plain = datetime(year, 1, 1, hour, 30) + timedelta(day)
                for dt in plain, plain.replace(fold=1):
                    answers.append((zone.utcoffset(dt), zone.dst(dt), zone.tzname(dt)))
                try:
                    local = zone.fromutc(plain.replace(tzinfo=zone))
                    answers.append((local.replace(tzinfo=None), local.fold))
                except OverflowError as e:
                    answers.append(str(e))
    return hashlib.sha1(repr(answers).encode()).hexdigest()


def transitions(zone, moments):
    """What a zone makes of times in UTC around these moments."""
    for moment in moments:
        for offset in range(-8000, 12000, 1777):
            plain = datetime(1970, 1, 1) + timedelta(seconds=moment + offset)
            local = zone.fromutc(plain.replace(tzinfo=zone))
            print(local, local.fold, zone.utcoffset(plain), zone.utcoffset(plain.replace(fold=1)), zone.dst(plain))


print("zones of the system")
names = sorted(zoneinfo.available_timezones())
print(len(names))
for name in names[::7]:
    zone = ZoneInfo.no_cache(name)
    print(name, zone.utcoffset(None), probe(zone, (1900, 1976, 2024, 2050)))


def file(rule, moments=(), types=((0, 0, 0),)):
    """A TZif file; moments are pairs of time and index of type, types are offset, isdst, index of name."""
    names = b"LMT\0AAA\0BBB\0"
    old = b"TZif2" + bytes(15) + struct.pack(">6l", 0, 0, 0, 0, 1, 4) + struct.pack(">lbb", 0, 0, 0) + b"UTC\0"
    new = b"TZif2" + bytes(15) + struct.pack(">6l", 0, 0, 0, len(moments), len(types), len(names))
    new += struct.pack(">%dq" % len(moments), *[moment for moment, index in moments])
    new += bytes(index for moment, index in moments)
    new += b"".join(struct.pack(">lbb", *t) for t in types)
    return io.BytesIO(old + new + names + b"\n" + rule + b"\n")


print("rules")
for rule in (
    "", "UTC0", "AAA", "AAA3", "AAA+3", "AAA-3:30", "AAA-3:30:15", "AAA24", "AAA25", "AAA3:3", "AAA3BBB", "A0",
    "AAA3BBB,M3.2.0,M11.1.0", "AAA3BBB2:30,M3.2.0/3,M11.1.0/4:30", "<-03>3<-02>,M3.2.0/-1,M10.5.6/26:10:05",
    "AAA3BBB4,M10.1.0,M4.1.0/3", "IST-1GMT0,M10.5.0,M3.5.0/1", "GMT0BST-1,M3.5.0/1,M10.5.0", "A3B,M2.5.3,M12.5.6",
    "AAA3BBB,J60/0,J300", "AAA3BBB,J59,J365/25", "AAA3BBB,59/0,300/0", "AAA3BBB,0/0,J365/25",
    "AAA3BBB,J0,J3", "AAA3BBB,J366,J3", "AAA3BBB,366,3", "AAA3BBB,M13.1.0,M1.1.0", "AAA3BBB,M0.1.0,M1.1.0",
    "AAA3BBB,M3.6.0,M1.1.0", "AAA3BBB,M3.0.0,M1.1.0", "AAA3BBB,M3.1.7,M1.1.0", "AAA3BBB,M3.1,M1.1.0", "AAA3BBB,M3.1.0",
    "AAA3BBB,M3.1.0,M1.1.0x", "AAA3BBB,M3.1.0/,M1.1.0", "AAA3BBB,M3.1.0/3:1,M1.1.0", "AAA3BBB,M3.1.0/x,M1.1.0",
    "<AAA3", "<A A>3", "<>3", ":AAA3", "3", "AAA3<>4,M3.1.0,M11.1.0", "AAA\xff3", "AAA3\0more", "AAA3,M3.2.0,M11.1.0",
):
    try:
        zone = ZoneInfo.from_file(file(rule.encode("latin-1")))
    except ValueError as e:
        print(ascii(rule), e)
    else:
        print(ascii(rule), zone.utcoffset(None), zone.dst(None), zone.tzname(None), probe(zone, (1, 1969, 2024, 2100, 9999)))

print("files")
for rule, moments, types in (
    (b"", (), ()),
    (b"AAA3", (), ()),
    (b"", (), ((3600, 1, 4),)),
    (b"", (), ((3600, 0, 4), (7200, 1, 8))),
    (b"", ((0, 1), (10**7, 0), (2 * 10**7, 1)), ((3600, 0, 4), (7200, 1, 8))),
    (b"AAA-1BBB,M3.5.0,M10.5.0", ((0, 1), (10**7, 0), (2 * 10**7, 1)), ((3600, 0, 4), (7200, 1, 8))),
    (b"AAA-3", ((10**9, 1),), ((0, 0, 4), (10800, 0, 8))),
    (b"AAA3", ((10**9, 1),), ((0, 0, 4), (-10800, 0, 8))),
    (b"AAA3", ((10**9, 0),), ((0, 1, 4),)),
    (b"", ((0, 1), (10, 1), (20, 1)), ((3600, 1, 4), (7200, 1, 8))),
    (b"", ((0, 0), (10**8, 1), (10**8 + 50, 2), (2 * 10**8, 0)), ((3600, 0, 4), (7200, 1, 8), (10800, 1, 0))),
):
    print(rule, moments, types)
    try:
        zone = ZoneInfo.from_file(file(rule, moments, types))
    except ValueError as e:
        print(e)
        continue
    print(zone.utcoffset(None), zone.tzname(None), probe(zone, (1969, 1970, 1973, 1976, 2001)))
    transitions(zone, [moment for moment, index in moments])

print("arguments")
directory = tempfile.TemporaryDirectory()
zoneinfo.reset_tzpath([directory.name])
with open(os.path.join(directory.name, "UTC"), "wb") as stream:
    stream.write(file(b"UTC0").getvalue())
show(ZoneInfo)
show(ZoneInfo, "a", "b")
show(ZoneInfo, other=1)
for key in 1, "No/Such", "../x", "/etc", "\ud800":
    show(ZoneInfo, key)
show(ZoneInfo, key="UTC")
show(ZoneInfo.from_file)
show(ZoneInfo.from_file, 3)
show(ZoneInfo.from_file, io.BytesIO(b"x"))
show(ZoneInfo.from_file, io.BytesIO(b""), "k", 3)
show(ZoneInfo.no_cache)
show(ZoneInfo.no_cache, 1, 2)
show(ZoneInfo.clear_cache, 1)
show(ZoneInfo.clear_cache, only_keys=3)
show(ZoneInfo.clear_cache, other=3)
show(ZoneInfo._unpickle, 1)
show(ZoneInfo._unpickle, "a", "b")
zone = ZoneInfo.from_file(file(b"AAA3BBB,M3.2.0,M11.1.0"))
show(zone.utcoffset)
show(zone.utcoffset, 3)
show(zone.utcoffset, date(2020, 1, 1))
show(zone.fromutc, 3)
show(zone.fromutc, datetime(2020, 1, 1))
show(zone.fromutc, datetime(1, 1, 1, tzinfo=zone))
show(lambda: time(1, 2, tzinfo=zone).utcoffset())
show(setattr, zone, "key", 3)
show(setattr, zone, "other", 3)
print(weakref.ref(zone)() is zone)


class Odd(datetime):
    hour = "x"


class Plain(datetime):
    pass


show(zone.utcoffset, Odd(2020, 1, 1))
for hour in 4, 5:
    local = zone.fromutc(Plain(2020, 11, 1, hour, 30, tzinfo=zone))
    print(type(local), local.hour, local.fold)

print("names")
for key in None, "k", 3:
    zone = ZoneInfo.from_file(file(b"AAA3"), key=key)
    show(repr, zone)
    show(str, zone)
    show(lambda: zone.key)
    show(pickle.dumps, zone)

print("caches")
UTC = ZoneInfo("UTC")
for twin in (
    ZoneInfo("UTC"), ZoneInfo.no_cache("UTC"), pickle.loads(pickle.dumps(UTC)), copy.copy(UTC), copy.deepcopy(UTC),
    pickle.loads(pickle.dumps(ZoneInfo.no_cache("UTC"))),
):
    print(twin is UTC, twin == UTC, twin)
print(UTC.__reduce__()[1], ZoneInfo.no_cache("UTC").__reduce__()[1])
ZoneInfo.clear_cache(only_keys=["UTC", "other"])
print(ZoneInfo("UTC") is UTC)
UTC = ZoneInfo("UTC")
ZoneInfo.clear_cache()
print(ZoneInfo("UTC") is UTC)


class Special(ZoneInfo):
    pass


class Silent(ZoneInfo):
    def __init_subclass__(cls, **keywords):
        print(keywords)


class Below(Silent, word=1):
    pass


print(hasattr(ZoneInfo, "_weak_cache"), "_weak_cache" in vars(Special), "_weak_cache" in vars(Below))
print(Special("UTC") is Special("UTC"), Special("UTC"), type(pickle.loads(pickle.dumps(Special("UTC")))))
show(Below, "UTC")
show(Below.clear_cache)
