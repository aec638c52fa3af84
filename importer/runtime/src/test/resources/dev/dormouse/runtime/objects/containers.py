# What the expressions in containers.txt may use, besides the names of the native modules under test.
class S(list):
    pass


class D(deque):
    pass


class Missing(dict):
    def __missing__(self, key):
        return ("missing", key)


class Stored(OrderedDict):
    def __setitem__(self, key, value):
        super().__setitem__(key, (value,))

    def __missing__(self, key):
        return "missing"


class Boom:
    def __init__(self, action):
        self.action = action

    def __eq__(self, other):
        self.action()
        return False

    def __hash__(self):
        return 1


def random_numbers(seed):
    state = seed

    def below(n):
        nonlocal state
        state = (state * 1103515245 + 12345) % (1 << 31)
        return (state >> 8) % n

    return below


def set_story(seed, bound):
    """Two sets after some hundred random changes, in their order."""
    below = random_numbers(seed)
    s = set()
    t = set()
    for _ in range(400):
        what = below(8)
        value = below(bound) - 5
        if what < 3:
            s.add(value)
        elif what < 4:
            s.discard(value)
        elif what < 5:
            t.add(value)
        elif what == 5 and s:
            s.pop()
        elif what == 6 and below(12) == 0:
            how = below(8)
            if how == 0:
                s |= t
            elif how == 1:
                s -= t
            elif how == 2:
                s ^= t
            elif how == 3:
                s = s | t
            elif how == 4:
                s = s - t
            elif how == 5:
                s = s & t | {value}
            elif how == 6:
                s = s.difference(list(t))
            else:
                s = set(dict.fromkeys(s))
    return list(s), list(t), hash(frozenset(s)), list(s.union(t)), list(s.intersection(list(t)))


def dict_story(seed):
    """A dict after random changes, beside a list of pairs that suffered the same."""
    below = random_numbers(seed)
    d = {}
    pairs = []
    for _ in range(600):
        what = below(7)
        key = below(60) if below(2) else "k%d" % below(60)
        if what < 4:
            value = below(1000)
            if key in d:
                pairs = [(k, value if k == key else v) for k, v in pairs]
            else:
                pairs.append((key, value))
            d[key] = value
        elif what == 4 and d:
            assert d.popitem() == pairs.pop()
        elif d:
            first = next(iter(d))
            assert d.pop(first) == pairs.pop(0)[1]
    return list(d.items()) == pairs, list(reversed(d.items())) == pairs[::-1], len(d), d


def push_and_pop():
    d = {i: i for i in range(20)}
    for i in range(5000):
        d[i + 1000] = 1
        del d[i + 1000]
    return len(d), 5000 in d


def drain_from_front():
    d = {i: i for i in range(3000)}
    total = 0
    while d:
        key = next(iter(d))
        total += d.pop(key)
    return total


def while_iterating(container, change):
    for item in container:
        change(container, item)
    return container


def slices():
    a = list(range(10))
    a[2:5] = [9]
    a[::3] = ["x"] * len(a[::3])
    del a[::2]
    a[1:1] = (7, 8)
    a *= 2
    a += (1,)
    del a[-1:2:-3]
    a[3:1] = "uv"
    return a


def recursive():
    a = [1]
    a.append(a)
    d = {}
    d[1] = d
    t = ([],)
    t[0].append(t)
    q = deque()
    q.append(q)
    o = OrderedDict()
    o[1] = o
    m = defaultdict(None)
    m[1] = m
    return repr(a), repr(d), repr(t), repr(q), repr(o), repr(m), repr(d.values())


def sort_with_failure():
    a = [3, "a", 1]
    try:
        a.sort()
    except TypeError as e:
        return a, str(e)


def sort_that_changes():
    a = [3, 2, 1]

    def key(x):
        a.append(1)
        return x

    a.sort(key=key)


class Inconsistent:
    def __init__(self, number):
        self.number = number

    def __lt__(self, other):
        return (self.number * 7 + other.number * 3) % 5 < 2


def sorts():
    below = random_numbers(7)
    out = []
    for n in (0, 1, 2, 30, 63, 64, 65, 500, 2000):
        a = [(below(n + 1), i) for i in range(n)]
        by_key = sorted(a, key=lambda p: p[0])
        out.append(all(x <= y for x, y in zip(by_key, by_key[1:])))
        back = sorted(a, key=lambda p: p[0], reverse=True)
        out.append(all(x[0] > y[0] or x[0] == y[0] and x[1] < y[1] for x, y in zip(back, back[1:])))
        out.append(sorted(map(str, a)) == sorted(map(str, by_key)))
        runs = list(range(n)) + list(range(n, 0, -1)) + list(range(n // 2))
        runs.sort()
        out.append(all(x <= y for x, y in zip(runs, runs[1:])) and len(runs) == 2 * n + n // 2)
        odd = [Inconsistent(below(100)) for _ in range(n)]
        out.append(sorted(map(id, odd)) == sorted(map(id, sorted(odd))))
    return out


def deque_story():
    d = deque(range(10))
    d.rotate(3)
    d.append(1)
    d.appendleft(2)
    d.extend([5, 6])
    d.extendleft([7, 8])
    d.insert(3, "x")
    d.insert(-2, "y")
    del d[4]
    d[0] = "z"
    d.remove(5)
    d.reverse()
    d.rotate(-20)
    e = d.copy()
    d *= 2
    e += e
    return d, e, len(d)


def ordered_story():
    o = OrderedDict((i, i) for i in range(20))
    o.move_to_end(5)
    o.move_to_end(7, False)
    o.move_to_end(8, last=False)
    del o[3]
    o[3] = 3
    o.popitem()
    o.popitem(False)
    o["new"] = 1
    o.move_to_end("new", False)
    for i in range(30):
        o.move_to_end(10 if i % 2 else 12, False)
        o[100 + i] = 1
    return o, list(reversed(o))[:4], 7 in o, o.get(10), list(o.items())[:2]


def cached(maxsize, typed=False):
    calls = []

    def f(*args, **kwargs):
        calls.append((args, kwargs))
        return len(calls)

    g = _functools._lru_cache_wrapper(f, maxsize, typed, lambda *a: a)
    results = [g(1), g(1), g(2), g(3), g(1), g(1.0), g("a"), g(x=1), g(x=1), g(1, 2), g(1, 2), g(x=True)]
    info = g.cache_info()
    g.cache_clear()
    return results, info, g.cache_info()


def heap_story():
    h = []
    for i in range(50):
        heappush(h, (i * 37) % 53)
    smallest = [heappop(h) for i in range(10)]
    g = [(i * 37) % 53 for i in range(50)]
    heapify(g)
    m = list(g)
    _heapq._heapify_max(m)
    return smallest, h, g, list(m), _heapq._heappop_max(m), _heapq._heapreplace_max(m, 1), m


def tees():
    a, b = tee(range(200))
    first = [next(a) for i in range(150)]
    (c,) = tee(b, 1)
    d = b.__copy__()
    return list(b) == list(range(200)), list(a)[:2], list(c)[-2:], list(d)[:2], first[-1]


def resumed(make, n):
    """What an iterator gives after n items and a round trip through __reduce__."""
    it = make()
    for _ in range(n):
        next(it)
    parts = it.__reduce__()
    again = parts[0](*parts[1])
    if len(parts) > 2:
        again.__setstate__(parts[2])
    return list(islice(again, 5))
