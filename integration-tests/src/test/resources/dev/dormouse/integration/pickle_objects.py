"""Pickles of all protocols: their bytes, damaged ones, buffers apart from them, errors."""

import array
import collections
import copyreg
import functools
import io
import operator
import pickle
import pickletools
import random
import re
import sys


class Plain:
    pass


class Slotted:
    __slots__ = 'a', 'b'


class Stated:
    def __getstate__(self):
        return self.state

    def __setstate__(self, state):
        self.set = state


class Extended:
    def __new__(cls, *args, **kwargs):
        self = super().__new__(cls)
        self.args = args, kwargs
        return self

    def __getnewargs_ex__(self):
        return self.args


class Reduced:
    def __init__(self, value):
        self.value = value

    def __reduce__(self):
        return self.value


class Outer:
    class Inner:
        def method(self):
            pass


class Meta(type):
    pass


class Made(metaclass=Meta):
    pass


class Text(str):
    pass


class Numbers(list):
    pass


class Names(dict):
    pass


def function():
    pass


def setter(obj, state):
    obj.done = state


def make(cls, **attributes):
    o = cls()
    for k, v in attributes.items():
        setattr(o, k, v)
    return o


def outcome(call):
    try:
        return call()
    except RecursionError:
        return 'RecursionError'
    except MemoryError:
        # What is too much differs.
        return 'UnpicklingError pickle data was truncated'
    except Exception as e:
        # Both name the classes of one and the same module.
        return type(e).__name__ + ' ' + str(e)


def describe(o, depth=3):
    """What can be said of an unpickled object without addresses."""
    if isinstance(o, (str, bytes, int, float, type(None), bytearray)):
        return type(o).__name__ + ascii(o)[:80]
    name = type(o).__name__
    if depth == 0:
        return name
    if isinstance(o, (list, tuple)):
        name += str([describe(x, depth - 1) for x in o[:20]])
    elif isinstance(o, (set, frozenset)):
        name += str(sorted(describe(x, depth - 1) for x in o)[:20])
    elif isinstance(o, dict):
        name += str([(describe(k, depth - 1), describe(v, depth - 1)) for k, v in list(o.items())[:20]])
    elif isinstance(o, type) or callable(o):
        return name + getattr(o, '__qualname__', '?')
    if hasattr(o, '__dict__'):
        name += str(sorted((k, describe(v, depth - 1)) for k, v in vars(o).items()))
    return name


def cyclic():
    l = []
    l.append(l)
    t = ([], 1)
    t[0].append(t)
    long = ([], 1, 2, 3, 4)
    long[0].append(long)
    d = {}
    d['d'] = d
    p = make(Plain)
    p.me = p
    s = {make(Plain)}
    next(iter(s)).s = s
    f = frozenset([make(Plain)])
    next(iter(f)).f = f
    return [l, t, long, d, p, s, f]


def values():
    yield from [None, True, False, 0, 1, 255, 256, 65535, 65536, -1, 2**31 - 1, 2**31, -2**31, -2**31 - 1, 2**63,
        -2**63, 2**2000, -2**2040, 127 << 8 * 200, 1.5, -0.0, float('inf'), float('nan'), 1e300]
    yield from ['', 'a', 'x' * 255, 'x' * 256, '\u20ac\xe9\n\r\0\\\x1a', '\U0001f600', '\ud800', b'', b'a', bytes(range(256)),
        b'z' * 256, bytearray(), bytearray(b'abc'), b'q' * 70000, 's' * 70000, bytearray(b'w' * 70000)]
    yield from [(), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), [], [1], [1, 2], list(range(2500)), {}, {1: 2}, {1: 2, 3: 4},
        dict.fromkeys(range(2001)), set(), {1}, frozenset(), frozenset([5]), set(range(1500)), [[], [[]], ({},)]]
    yield from cyclic()
    yield from [int, type(None), type(...), type(NotImplemented), ..., NotImplemented, len, function, Plain, Outer.Inner,
        Outer.Inner.method, [].append, print, operator.itemgetter(1), Made, Meta, collections.OrderedDict, io.StringIO]
    shared = 'shared'
    yield [shared, shared, (shared,), {shared: shared}]
    yield make(Plain, a=1, b=[2])
    yield Plain()
    yield make(Slotted, a=1)
    for state in None, 0, {}, (1, 2), 'x':
        yield make(Stated, state=state)
    yield Extended(1, 2, x=3)
    yield Extended()
    yield Text('t')
    yield make(Text, a=1)
    yield Numbers([1, 2, 3])
    yield Names(a=1)
    yield make(Names, x=1)
    yield from [collections.OrderedDict(a=1, b=2), collections.Counter('abca'), collections.deque([1, 2], 5),
        collections.defaultdict(list, {1: [2]}), range(5), slice(1, 2), complex(1, 2), memoryview,
        functools.partial(print, 1, sep='x'), ValueError('x', 1), re.compile('a+')]
    yield from [Reduced(v) for v in [
        'function', 'nothing', 1, (), (1,), (1, 2), (list, [1]), (list, ([1],)), (list, (), None, iter([1, 2])), (list, (), None, [1]),
        (dict, (), None, None, iter([(1, 2)])), (dict, (), None, None, iter([1])), (dict, (), None, None, 5), (Plain, (), {'a': 1}),
        (Plain, (), (None, {'b': 2})), (Plain, (), (1, setter), None, None, setter), (Plain, (), 1, None, None, 5), (Plain, (), 1, 2, 3, 4, 5),
        (copyreg.__newobj__, ()), (copyreg.__newobj__, (Plain,)), (copyreg.__newobj__, (Reduced, 1)), (copyreg.__newobj__, (1,)),
        (copyreg.__newobj_ex__, (Plain, (), {})), (copyreg.__newobj_ex__, (Extended, (1,), {'a': 2})), (copyreg.__newobj_ex__, (1, (), {})),
        (copyreg.__newobj_ex__, (Plain, [], {})), (copyreg.__newobj_ex__, (Plain, (), []))]]
    yield lambda: 0
    yield sys
    yield (x for x in ())
    local = type('local', (), {'__qualname__': 'f.<locals>.g'})
    yield from [local, local(), type('Plain', (), {}), type('X', (), {'__module__': 'nowhere'})]


def dumped():
    pickles = []
    for number in range(len(list(values()))):
        line = []
        for protocol in range(6):
            # Anew each time, since iterators are used up.
            value = list(values())[number]
            data = outcome(lambda: pickle.dumps(value, protocol))
            if isinstance(data, bytes):
                pickles.append(data)
                line.append(hash_of(data))
                line.append(outcome(lambda: describe(pickle.loads(data))))
                try:
                    old = pickle._dumps(list(values())[number], protocol)
                except Exception:
                    old = None
                if old is not None and outcome(lambda: describe(pickle._loads(data))) != outcome(lambda: describe(pickle.loads(old))):
                    line.append('the library differs')
            else:
                line.append(re.sub(r' at 0x[0-9a-f]+', '', data))
        print(number, *line)
    return pickles


def hash_of(data):
    """The opcodes of short pickles; of longer ones the length and a checksum."""
    if len(data) > 400:
        return len(data), sum(i * b for i, b in enumerate(data, 1)) % 1000003
    return data


OPCODES = [op.code.encode('latin1') for op in pickletools.opcodes]


SIZES = dict.fromkeys(b'BXTr\x8b', 4) | dict.fromkeys(b'\x8d\x8e\x95\x96', 8)


def is_modest(data):
    """Whether nothing in it can be taken for the size of something great, for which memory would be reserved."""
    return all(int.from_bytes(data[i + 1:i + 1 + SIZES[b]], 'little') < 1 << 20 for i, b in enumerate(data) if b in SIZES)


def damaged(pickles):
    r = random.Random(7)
    short = [p for p in pickles if len(p) < 300]
    for i in range(3000):
        data = bytearray(r.choice(short))
        for times in range(r.choice([1, 1, 2, 3])):
            at = r.randrange(len(data))
            what = r.randrange(4)
            if what == 0:
                del data[at:at + r.randrange(1, 4)]
            elif what == 1:
                data[at:at] = r.choice(OPCODES)
            elif what == 2:
                data[at:at + 1] = r.choice(OPCODES)
            else:
                data[at] = r.randrange(256)
            if not data:
                break
        if not is_modest(data):
            continue

        # Names may now be of anything.
        class Careful(pickle.Unpickler):
            def find_class(self, module, name):
                if module not in ('__main__', 'copyreg', 'collections', '__builtin__', 'copy_reg'):
                    raise LookupError(module, name)
                return super().find_class(module, name)
        print(i, re.sub(r' at 0x[0-9a-f]+', '', str(outcome(lambda: describe(Careful(io.BytesIO(bytes(data))).load())))))


def buffers():
    class Picture:
        def __init__(self, data):
            self.data = data

        def __reduce_ex__(self, protocol):
            if protocol >= 5:
                return type(self), (pickle.PickleBuffer(self.data),)
            return type(self), (bytes(self.data),)
    Picture.__qualname__ = 'Picture'
    globals()['Picture'] = Picture
    for data in b'abc', bytearray(b'abc'), b'x' * 100000, memoryview(b'abcdef')[2:4], array.array('H', [1, 2, 3]), memoryview(bytearray(6)).cast('H'):
        apart = []
        p = pickle.dumps([Picture(data)] * 2, 5, buffer_callback=apart.append)
        print(hash_of(p), len(apart), [(bytes(b.raw())[:10], b.raw().readonly, b.raw().format) for b in apart])
        again = pickle.loads(p, buffers=apart)
        print(type(again[0].data), again[0].data is apart[0], again[0] is again[1])
        print(type(pickle.loads(p, buffers=[bytearray(b.raw()) for b in apart])[0].data))
        for call in (lambda: pickle.loads(p), lambda: pickle.loads(p, buffers=[]), lambda: pickle.loads(p, buffers=[5])):
            print(type(outcome(call)) if not isinstance(outcome(call), str) else outcome(call))
        print(hash_of(pickle.dumps(Picture(data), 5)), hash_of(pickle.dumps(Picture(data), 5, buffer_callback=lambda b: True)),
            type(pickle.loads(pickle.dumps(Picture(data), 5)).data), hash_of(pickle.dumps(Picture(data), 4)))
    b = pickle.PickleBuffer(bytearray(b'xyz'))
    with memoryview(b) as m:
        m[0] = 65
        print(m.obj, m.readonly, b.raw().tobytes(), outcome(lambda: m.obj.append(1)))
    b.release()
    b.release()
    print(outcome(lambda: memoryview(b)), outcome(b.raw), outcome(lambda: pickle.dumps(b, 5)))
    for call in (lambda: pickle.PickleBuffer('a'), lambda: pickle.PickleBuffer(memoryview(b'abcd')[::2]).raw(),
            lambda: pickle.dumps(pickle.PickleBuffer(memoryview(b'abcd')[::2]), 5), lambda: pickle.dumps(pickle.PickleBuffer(b''), 4),
            lambda: pickle.dumps(1, 4, buffer_callback=print), lambda: memoryview(pickle.PickleBuffer(memoryview(b'abcdefgh').cast('H', [2, 2]))).shape):
        print(outcome(call))


def objects():
    f = io.BytesIO()
    p = pickle.Pickler(f, 2)
    p.dump([1, 'a'])
    p.dump('a')
    print(f.getvalue(), sorted(v[0] for v in p.memo.copy().values()), p.bin, p.fast, outcome(lambda: p.dispatch_table), outcome(lambda: p.persistent_id))
    p.clear_memo()
    p.fast = 1
    p.dump(['b', 'b'])
    print(f.getvalue()[-20:], len(p.memo.copy()))
    l = []
    l.append(l)
    print(re.sub(' at .*', '', outcome(lambda: p.dump(l))))
    f.seek(0)
    u = pickle.Unpickler(f)
    print(u.load(), u.load(), u.memo.copy(), outcome(lambda: u.persistent_load))
    print(outcome(lambda: setattr(u, 'memo', 5)), outcome(lambda: setattr(u, 'memo', {'a': 1})), outcome(lambda: setattr(u, 'memo', {-1: 1})))

    class Persistent(pickle.Pickler):
        def persistent_id(self, o):
            return 'id \xe9' if o == 'odd' else 7 if isinstance(o, float) else None

        def reducer_override(self, o):
            return (str, ('over',)) if isinstance(o, complex) else NotImplemented

    class Reader(pickle.Unpickler):
        def persistent_load(self, id):
            return 'loaded', id

    for protocol in range(6):
        for value in [1.5, 'x'], 'odd', [1j, Plain]:
            f = io.BytesIO()
            print(outcome(lambda: Persistent(f, protocol).dump(value)), f.getvalue(), outcome(lambda: Reader(io.BytesIO(f.getvalue())).load()))
    f = io.BytesIO(pickle.dumps(1) + pickle.dumps(2) + b'rest')
    print(pickle.load(f), pickle.load(f), f.read(), outcome(lambda: pickle.load(f)))
    f = io.BufferedReader(io.BytesIO(pickle.dumps('x' * 1000, 2) + pickle.dumps(2) + b'rest'), 50)
    print(len(pickle.load(f)), pickle.load(f), f.read())
    for text in [b"S'a\\x41'\n.", b'I01\n.', b'I10\n.', b'I0x1f\n.', b'L5L\n.', b'L5\n.', b'F1.5\n.', b'Fx\n.', b'Ix\n.', b'I\n.', b'V\\u20ac\n.',
            b'(lp0\nI1\na.', b'(i__main__\nPlain\n.', b'(c__main__\nPlain\no.', b'U\x01\xe9.', b'g5\n.', b'p-1\n.', b'Np-1\n.', b'\x80\x06.', b'', b'.', b'0.', b'(.', b'N(0.',
            b'N1.', b'a.', b'(a.', b'Q.', b'Pabc\n.', b'\x82\x00.', b'\x82\x05.', b'NNR.', b'\x93.', b'NN\x93.', b'N)\x81.', b'\x95\x05\0\0\0\0\0\0\0N.', b'\x95\x01\0\0\0\0\0\0\xffN.',
            b'K', b'J\1\2', b'X\xff\xff\xff\xff', b'\x8d\xff\xff\xff\xff\xff\xff\xff\xff.', b'\x8b\xff\xff\xff\xff.', b'T\xff\xff\xff\xff.', b'\xff', b"'", b'\\', b'j\xff\xff\xff\xff.', b'Nr\xff\xff\x0f\0j\xff\xff\x0f\0\x86.']:
        print(text, outcome(lambda: describe(pickle.loads(text))), outcome(lambda: describe(pickle.load(io.BytesIO(text)))))
    print(pickle.loads(b'U\x01\xe9.', encoding='latin1'), pickle.loads(b'U\x01\xe9.', encoding='bytes'), pickle.loads(b'U\x01\xe9.', errors='replace'))
    for call in (lambda: pickle.loads('a'), lambda: pickle.Pickler(), lambda: pickle.Pickler(1), lambda: pickle.Unpickler(1), lambda: pickle.dumps(1, 6),
            lambda: pickle.dumps(1, 'a'), lambda: pickle.Pickler.__new__(pickle.Pickler).dump(1), lambda: pickle.Unpickler.__new__(pickle.Unpickler).load(),
            lambda: pickle.loads(pickle.dumps(1), encoding=5), lambda: setattr(p, 'memo', {1: 2}), lambda: pickle.dump(1, 2), lambda: pickle.load(2)):
        print(outcome(call))
    copyreg.add_extension('__main__', 'Plain', 0xf0)
    print(pickle.dumps(Plain, 2), pickle.loads(pickle.dumps(Plain, 2)), pickle.dumps(Plain, 1))
    copyreg.remove_extension('__main__', 'Plain', 0xf0)
    p = pickle.Pickler(io.BytesIO())
    p.dispatch_table = {Plain: lambda o: (Numbers, ([9],))}
    f = io.BytesIO()
    q = pickle.Pickler(f)
    q.dispatch_table = p.dispatch_table
    q.dump(Plain())
    print(pickle.loads(f.getvalue()))
    deep = []
    for i in range(100000):
        deep = [deep]
    print(outcome(lambda: pickle.dumps(deep)))


print('# dumped')
pickles = dumped()
for part in buffers, objects:
    print('#', part.__name__)
    part()
print('# damaged')
damaged(pickles)
