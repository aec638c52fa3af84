for _ in range(50):
    seed = rnd.getrandbits(rnd.choice([1, 31, 32, 33, 64, 1000, 25000]))
    r = random.Random(seed)
    case("%x" % seed, " ".join([str(r.getrandbits(32)) for _ in range(2000)] + [repr(r.random())]))
