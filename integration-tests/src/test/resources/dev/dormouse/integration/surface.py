"""What dir() and __text_signature__ say of builtin types and native modules. Prints one line per name."""

import importlib, sys

MODULES = '''
    _abc _asyncio _bisect _blake2 _codecs _codecs_cn _codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw
    _collections _contextvars _csv _datetime _decimal _elementtree _functools _hashlib _heapq _imp _json _locale _md5
    _operator _pickle _queue _random _sha1 _sha256 _sha3 _sha512 _signal _sre _stat _statistics _string _struct
    _symtable _thread _tracemalloc
    _warnings _weakref _zoneinfo array atexit binascii builtins cmath errno fcntl gc grp itertools marshal math pwd
    resource select sys termios time unicodedata zlib
'''.split()
types = []
seen = set()


def show(owner, name, value):
    if isinstance(value, type):
        types.append(value)
    signature = getattr(value, '__text_signature__', None) if callable(value) else None
    print(owner + '.' + name, ' '.join(str(signature).split()))


for name in MODULES:
    module = importlib.import_module(name)
    for k in dir(module):
        # Which loader it has, and whether a file, is where the two differ by design.
        if k not in ('__loader__', '__file__'):
            show(name, k, getattr(module, k))


def function(): yield
async def agen(): yield
async def coroutine(): pass
def closure(): return lambda: function2
function2 = None

c = coroutine()
examples = [
    function, function(), agen(), c, c.__await__(), function.__code__, sys._getframe(), iter([]), iter(()),
    iter({}), iter({}.values()), iter({}.items()), reversed({}), reversed({}.values()), reversed({}.items()),
    {}.keys(), {}.values(), {}.items(), iter(''), iter('\u1234'), iter(b''), iter(bytearray()), iter(set()),
    iter(range(1)), iter(range(1 << 70)), reversed([]), iter(memoryview(b'')), int.__dict__['real'],
    list.append, [].append, list.__add__, [].__add__, list.__dict__['__class_getitem__'],
    dict.__dict__['fromkeys'], type.__dict__, None, ..., NotImplemented, int | str, list[int],
    function.__get__(1), sys.implementation, (lambda x: lambda: x)(1).__closure__[0], sys, agen().asend(1),
    agen().athrow(1), type(function).__dict__['__globals__'], iter(int, 1),
]
c.close()
types += [type(x) for x in examples]
while types:
    t = types.pop(0)
    if t in seen:
        continue
    seen.add(t)
    owner = t.__module__ + '.' + t.__qualname__
    print(owner, ' '.join(str(t.__text_signature__).split()))
    for k in dir(t):
        # Which class a special method comes from is not compared, so nor is what its signature says.
        own = next((b.__dict__[k] for b in t.__mro__ if k in b.__dict__), None)
        if k.startswith('__'):
            print(owner + '.' + k)
        elif own is not None:
            show(owner, k, own)
