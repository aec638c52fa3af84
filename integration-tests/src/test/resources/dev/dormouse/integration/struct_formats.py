"""Packing and unpacking, and what does not fit. Prints one line per case."""

import _struct as struct
seed = 1

def rnd01():
    global seed
    seed = (seed * 1103515245 + 12345) % (1 << 31)
    return seed / (1 << 31)


def show(f, *a, **k):
    try:
        r = ascii(f(*a, **k))
    except Exception as e:
        r = type(e).__name__ + ': ' + ascii(str(e))
    print(r)
for c in 'bBhHiIlLqQnNP':
    for pre in '@<>':
        for v in (10 ** 30, -10 ** 30, 70000, -70000, 2 ** 40, -1, -2 ** 63 - 1, 'a', 1.5, 300, -300, 2 ** 63, 2 ** 64 - 1):
            show(struct.pack, pre + c, v)
for f in ['xbh', '3s', 'p', '5p', 'ihb0i', '@bq', '<bq', '!2H', '?c', 'e', 'f', 'd', '>efd', '  i ', '3', '3x', 'a', 'P', '<P', '0s', 'bbx2x', '=l', 'n']:
    show(struct.calcsize, f)
for f, v in [('3s', (b'abcd',)), ('5s', (b'a',)), ('5p', (b'abcdefg',)), ('1p', (b'a',)), ('2b', (1,)), ('2b', (1, 2, 3)), ('c', (b'ab',)), ('c', ('a',)), ('?', ([],)), ('?', (5,)), ('3s', ('a',)), ('f', (1e+300,)), ('e', (1000000.0,)), ('e', (65504.0,)), ('e', (65519.99,)), ('e', (65520.0,)), ('d', ('a',)), ('f', (1,)), ('i', (True,))]:
    show(struct.pack, f, *v)
for f, b in [('<hhl', bytes(range(8))), ('>hhl', bytes(range(8))), ('b', b''), ('3s2p', b'abc\x05x'), ('e', b'\x01<'), ('f', b'abcd'), ('<d', b'abcdefgh'), ('q', b'\xff' * 8), ('Q', b'\xff' * 8), ('?', b'\x02')]:
    show(struct.unpack, f, b)
show(struct.unpack_from, 'b', b'abc', 1)
show(struct.unpack_from, 'b', b'abc', -1)
show(struct.unpack_from, 'h', b'abc', -1)
show(struct.unpack_from, 'b', b'abc', 5)
show(struct.unpack_from, 'b', b'abc', -5)
show(list, struct.iter_unpack('h', b'abcd'))
show(struct.iter_unpack, 'h', b'abc')
a = bytearray(10)
struct.pack_into('>hb', a, 2, 4660, 5)
print(a)
show(struct.pack_into, 'h', a, 9, 1)
show(struct.pack_into, 'h', b'ab', 0, 1)
show(struct.pack_into, 'h', a, 0)
show(struct.pack_into, 'h', a)
s = struct.Struct('<ib')
print(s.size, s.format, s.pack(1, 2), s.unpack(b'\x01\x00\x00\x00\x02'))
show(struct.Struct, 1)
print(struct.Struct(b'h').size)
for x in [0.1, 1 / 3, 5.9e-08, 6e-08, 2.98e-08, 65519.999, -1e-10, 6.103e-05, 2049.0, 2050.5, 2051.0]:
    show(struct.pack, '<e', x)
for _ in [0] * 300:
    x = (rnd01() - 0.5) * 140000 * 2.0 ** (-int(rnd01() * 30))
    show(struct.pack, '<e', x)
    show(struct.pack, '>f', x)
