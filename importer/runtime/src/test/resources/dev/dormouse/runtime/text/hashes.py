import hashlib

for _ in range(300):
    data = rnd.randbytes(rnd.choice([0, 1, 63, 64, 65, 127, 128, 129, 135, 136, 137, 300, 1000]))
    for name in ("sha3_224", "sha3_256", "sha3_384", "sha3_512", "md5", "sha1", "sha224", "sha256", "sha384", "sha512"):
        case(name, data, hashlib.new(name, data).hexdigest())
    for name in ("shake_128", "shake_256"):
        n = rnd.randrange(500)
        case(name, data, n, hashlib.new(name, data).hexdigest(n))
    for f in (hashlib.blake2b, hashlib.blake2s):
        m = f.MAX_DIGEST_SIZE
        key = rnd.randbytes(rnd.choice([0, 0, 5, m]))
        size = rnd.randrange(1, m + 1)
        last = rnd.random() < 0.5
        case(f.__name__, data, key, size, int(last), f(data, key=key, digest_size=size, last_node=last).hexdigest())
