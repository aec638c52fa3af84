"""Hash functions, keyed and for passwords, mistakes included. Prints one line per case."""

import hashlib, hmac, _hashlib


def show(f, *a, **k):
    try:
        r = ascii(f(*a, **k))
    except Exception as e:
        r = type(e).__name__ + ': ' + ascii(str(e))
    if ' 0x' in r:
        r = r[:r.index(' 0x')]
    print(r)
for n in ('md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'sha3_224', 'sha3_256', 'sha3_384', 'sha3_512', 'sha512_256', 'SHA512-224', 'blake2b', 'blake2s'):
    for d in (b'', b'a' * 1000):
        h = hashlib.new(n, d)
        print(n, h.hexdigest(), h.name, h.digest_size, h.block_size)
        show(repr, h)
        show(hmac.new, b'key', d, n)
        show(lambda: hmac.new(b'k' * 200, d, n).hexdigest())
        show(hmac.digest, b'key', d, n)
for n in ('shake_128', 'shake_256'):
    h = hashlib.new(n, b'abc')
    print(h.hexdigest(40), h.name, h.digest_size, h.block_size)
    show(h.hexdigest)
    show(h.digest, -1)
    show(repr, h)
    show(repr, hashlib.shake_128())
show(hashlib.new, 'nope')
show(hashlib.new, 1)
show(hashlib.sha256, 'a')
show(hashlib.sha256, 1)
show(hashlib.md5, b'a', usedforsecurity=False)
show(hashlib.sha256, b'', b'')
for a in (('sha256', b'pw', b'salt', 1000), ('sha1', b'pw', b'salt', 1, 50), ('sha512', b'', b'', 2, 10), ('nope', b'', b'', 1), ('md5', b'a', b'b', 0), ('md5', b'a', b'b', 1, 0), ('md5', b'a', b'b', 1, -1), ('md5', 'a', b'b', 1)):
    show(hashlib.pbkdf2_hmac, *a)
show(hashlib.scrypt, b'password', salt=b'NaCl', n=1024, r=8, p=16, dklen=64)
show(hashlib.scrypt, b'', salt=b'', n=16, r=1, p=1)
show(hashlib.scrypt, b'a')
show(hashlib.scrypt, b'a', salt=b'b', n=3, r=1, p=1)
show(hashlib.scrypt, b'a', salt=b'b', n=2 ** 20, r=8, p=1)
show(hashlib.scrypt, b'a', salt=b'b', n=4, r=1, p=1, dklen=0)
show(hmac.new, b'a', b'b')
show(hmac.new, b'a', b'b', 'nope')
show(hmac.new, 'a', b'b', 'md5')
show(lambda: hmac.new(b'a', b'b', hashlib.sha256).hexdigest())
show(hmac.compare_digest, 'a', 'a')
show(hmac.compare_digest, b'a', 'a')
show(hmac.compare_digest, 'é', 'é')
show(hmac.compare_digest, b'a', bytearray(b'b'))
h = hmac.new(b'k', b'm', 'sha256')
c = h.copy()
c.update(b'x')
print(h.hexdigest(), c.hexdigest(), h.name, h.digest_size, h.block_size)
show(repr, h)
h = hashlib.sha256(b'a')
g = h.copy()
g.update(b'b')
print(h.hexdigest() == hashlib.sha256(b'a').hexdigest(), g.hexdigest() == hashlib.sha256(b'ab').hexdigest(), isinstance(hashlib.shake_128(), _hashlib.HASH))
show(_hashlib.HASH)
print(sorted(hashlib.algorithms_guaranteed))
show(lambda: hashlib.file_digest(__import__('io').BytesIO(b'abc'), 'sha1').hexdigest())
