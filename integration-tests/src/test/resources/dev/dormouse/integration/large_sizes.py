"""Counts, positions and widths beyond what a machine has. Prints one line per case."""

import array, collections, itertools, re, struct

HUGE = 1 << 62
BEYOND = 1 << 64


def show(name, f, *args, **kwargs):
    try:
        r = ascii(f(*args, **kwargs))
    except Exception as e:
        r = type(e).__name__ + ': ' + ascii(e.args)
    print(name, r[:120])


SEQUENCES = ['a', '\u1234', b'a', [1], (1,), bytearray(b'a'), array.array('b', b'a'), '', [], ()]
for s in SEQUENCES:
    for n in HUGE, BEYOND, -HUGE, -BEYOND:
        # CPython complains about the bytearray that it could not make.
        if n != HUGE or not isinstance(s, bytearray):
            show('repeat', s.__mul__, n)
        show('item', s.__getitem__, n)
    for method in 'pop', 'insert':
        if hasattr(s, method) and len(s):
            show(method, getattr(s, method), *([HUGE] if method == 'pop' else [BEYOND, 1]))
for make in bytes, bytearray:
    for n in HUGE, BEYOND, -1:
        show(make.__name__, make, n)
for s in 'x', b'x':
    for method in 'center', 'ljust', 'rjust', 'zfill':
        show(method, getattr(s, method), HUGE)
        show(method, getattr(s, method), BEYOND)
    show('expandtabs', s.expandtabs, HUGE)
    show('replace', s.replace, s, s * 3, HUGE)
    show('split', s.split, None, HUGE)
    show('split', s.split, None, BEYOND)
show('format', '{:>99999999999}'.format, 3)
show('format', '{:099999999999}'.format, 3)
show('percent', '%*d'.__mod__, (HUGE, 3))
show('percent', '%99999999999d'.__mod__, 3)
show('percent', '%.*f'.__mod__, (HUGE, 3))
show('percent', b'%99999999999d'.__mod__, 3)
show('chr', chr, 1 << 40)
show('chr', chr, BEYOND)
show('view', memoryview(b'abc').__getitem__, HUGE)
show('view', memoryview(b'abc').__getitem__, -HUGE)
show('deque', collections.deque([1]).__getitem__, HUGE)
for offset in HUGE, -HUGE, (1 << 63) - 1, BEYOND:
    if offset < BEYOND:  # there CPython forgets to give the buffer back, and says so
        show('pack_into', struct.pack_into, '<I', bytearray(10), offset, 1)
    show('unpack_from', struct.unpack_from, '<I', bytes(10), offset)
for f in re.match, re.search, re.findall:
    show('re', getattr(re.compile('x'), f.__name__), b'x', BEYOND)
    show('re', getattr(re.compile('x'), f.__name__), 'xx', 1, HUGE)
show('repeat', itertools.repeat, 1, HUGE)
show('islice', itertools.islice, [1], BEYOND)
show('product', itertools.product, [1, 2], repeat=HUGE)
show('shift', (1).__lshift__, HUGE)
show('shift', (0).__lshift__, BEYOND)
show('range', range(5).__getitem__, HUGE)


class Releasing:
    """Releases the view while it is being converted."""

    def __index__(self):
        view.release()
        return 3

    __float__ = __index__
    __bool__ = __index__


for code in 'bBhHiIlLqQnNfd?':
    view = memoryview(bytearray(16)).cast(code)
    show(code, view.__setitem__, 0, Releasing())
