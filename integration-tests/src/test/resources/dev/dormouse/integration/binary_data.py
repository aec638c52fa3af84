"""binascii and zlib. Prints one line per case."""

import binascii, zlib
seed = 12345

def rnd(n):
    global seed
    seed = (seed * 1103515245 + 12345) % (1 << 31)
    return (seed >> 8) % n


def show(f, *a, **k):
    try:
        r = ascii(f(*a, **k))
    except Exception as e:
        r = type(e).__name__ + ': ' + ascii(str(e))
    print(r)
i = 0
while i < 400:
    i += 1
    b = bytes([b'ABab01+/=\n -\xff'[rnd(13)] for _ in [0] * rnd(14)])
    show(binascii.a2b_base64, b)
    show(binascii.a2b_base64, b, strict_mode=True)
    b = bytes([rnd(256) for _ in [0] * rnd(50)])
    show(binascii.b2a_base64, b)
    show(binascii.b2a_base64, b, newline=False)
    show(binascii.hexlify, b)
    show(binascii.b2a_uu, b)
    show(binascii.b2a_uu, b, backtick=True)
    try:
        u = binascii.b2a_uu(b)
    except binascii.Error:
        u = b''
    if u:
        show(binascii.a2b_uu, u)
        show(binascii.a2b_uu, u.rstrip())
        show(binascii.a2b_uu, u[:-2] + b'x')
    show(binascii.crc32, b)
    show(binascii.crc32, b, 3735928559)
    show(binascii.crc_hqx, b, 7)
    show(zlib.adler32, b)
    show(zlib.adler32, b, 305419896)
    show(zlib.crc32, b, 5)
    q = bytes([b'ab=\n\r \t._\xe9\x00'[rnd(11)] for _ in [0] * rnd(30)])
    show(binascii.b2a_qp, q)
    show(binascii.b2a_qp, q, True, False)
    show(binascii.b2a_qp, q, header=True)
    show(binascii.a2b_qp, q)
    show(binascii.a2b_qp, q, header=True)
    q = bytes([b'abc def=\n\xe9 '[rnd(11)] for _ in [0] * 300])
    show(binascii.b2a_qp, q)
    show(binascii.b2a_qp, q, istext=False)
    show(binascii.a2b_qp, binascii.b2a_qp(q))
show(binascii.unhexlify, 'abc')
show(binascii.unhexlify, 'zz')
show(binascii.unhexlify, 'é')
show(binascii.unhexlify, 1)
show(binascii.hexlify, b'abcd', '-', 2)
show(binascii.a2b_base64, 'é')
show(binascii.a2b_uu, b'')
show(binascii.a2b_uu, b'\x80')
show(binascii.hexlify, 'a')
d = b'hello world ' * 100
for w in (15, -15, 31, 9):
    c = zlib.compress(d, 6, w)
    print(len(c), zlib.decompress(c, w) == d)
print(zlib.compress(b'abc').hex(), zlib.compress(d, 9).hex(), zlib.compress(d, 0)[:5])
print(zlib.decompress(zlib.compress(d, 6, 31), 47) == d, zlib.decompress(zlib.compress(d), 47) == d)
show(zlib.decompress, b'abc')
show(zlib.decompress, zlib.compress(d)[:-3])
show(zlib.decompress, b'')
show(zlib.compress, d, 20)
show(zlib.compress, 'a')
show(zlib.compressobj, 10)
show(zlib.decompressobj, 99)
show(zlib.decompress, b'\x1f\x8bxxxxxxxxxx', 31)
o = zlib.compressobj()
x = o.compress(d) + o.flush(zlib.Z_SYNC_FLUSH)
y = o.compress(b'more') + o.flush()
p = zlib.decompressobj()
print(p.decompress(x) == d, p.decompress(y + b'junk'), p.unused_data, p.eof, p.flush())
p = zlib.decompressobj()
c = zlib.compress(d)
a = p.decompress(c, 10)
print(a, len(p.unconsumed_tail) > 0, p.decompress(p.unconsumed_tail, 20), len(p.flush()))
c = zlib.compress(d, 6, 31)
p = zlib.decompressobj(31)
r = b''
for k in range(len(c)) if 'range' in dir(__builtins__) else []:
    r += p.decompress(c[k:k + 1])
print(r == d, p.eof)
z = zlib.compressobj(zdict=b'hello world')
c = z.compress(b'hello world!') + z.flush()
show(zlib.decompress, c)
print(zlib.decompressobj(zdict=b'hello world').decompress(c))
show(zlib.decompressobj(zdict=b'bad').decompress, c)
e = zlib.error('x')
print(type(e).__mro__, binascii.Error.__mro__)

# Copies of streams: of each half way, with its options, after flushes and with output held back.
text = bytes(i * i % 251 for i in range(20000)) * 3
for options in {}, {'wbits': -12}, {'wbits': 31}, {'level': 1, 'zdict': text[:500]}, {'strategy': zlib.Z_HUFFMAN_ONLY}:
    for cut in 0, 1, 777, 50000:
        one = zlib.compressobj(**options)
        begun = one.compress(text[:cut]) + one.flush(zlib.Z_SYNC_FLUSH)
        begun += one.compress(text[:cut])
        two = one.copy()
        ends = [x.compress(t) + x.flush() for x, t in ((one, text), (two, b'other'))]
        more = {k: v for k, v in options.items() if k in ('wbits', 'zdict')}
        for end, whole in zip(ends, (text[:cut] * 2 + text, text[:cut] * 2 + b'other')):
            for at in 1, 5, len(begun + end) // 2, len(begun + end) - 3:
                d = zlib.decompressobj(**more)
                start = d.decompress((begun + end)[:at], 100)
                e = d.copy()
                rest = [x.decompress(x.unconsumed_tail + (begun + end)[at:] + b'junk') + x.flush() for x in (d, e)]
                print(rest[0] == rest[1], start + rest[1] == whole, e.unused_data, e.eof, e.unconsumed_tail)
        show(two.copy)
