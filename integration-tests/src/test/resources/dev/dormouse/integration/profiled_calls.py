"""cProfile: what was called how often, by whom, recursively; the times are left out."""

import cProfile
import io
import pstats
import re


def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


def work():
    texts = []
    for i in range(5):
        texts.append(str(i))
    try:
        int("x")
    except ValueError:
        pass
    return sorted(texts)


profile = cProfile.Profile()
profile.enable()
fibonacci(8)
work()
profile.disable()
for e in sorted(profile.getstats(), key=lambda e: str(e.code)):
    print(e.code if isinstance(e.code, str) else e.code.co_name, e.callcount, e.reccallcount, 0 <= e.inlinetime <= e.totaltime,
          sorted((str(getattr(c.code, "co_name", c.code)), c.callcount, c.reccallcount) for c in e.calls or ()))
text = io.StringIO()
pstats.Stats(profile, stream=text).strip_dirs().sort_stats("name").print_stats()
print(re.sub(r"\d+\.\d+", "T", text.getvalue()))
print(cProfile.Profile().runcall(fibonacci, 5))
plain = cProfile.Profile(subcalls=False, builtins=False)
plain.runcall(work)
print([(e.code.co_name, e.callcount, e.calls) for e in plain.getstats()])
plain.clear()
print(plain.getstats())
ticks = iter(range(1000))
timed = cProfile.Profile(lambda: next(ticks), 0.5, builtins=False)
timed.runcall(fibonacci, 3)
print([(e.code.co_name, e.callcount, e.reccallcount, e.totaltime, e.inlinetime) for e in timed.getstats()])
