"""Records what CPython 3.11 makes of the expressions that test the container types.

Usage: python3.11 record_containers.py containers.py containers.txt

Rewrites containers.txt: pairs of lines, an expression and, after "= ", its repr or its error. Lines with the second form
are replaced, so new expressions are simply added as lines of their own. What shows addresses cannot be recorded.
"""

import sys

import _bisect
import _collections
import _functools
import _heapq
import _operator
import _queue
import itertools


def names():
    modules = (_operator, _functools, _collections, _heapq, _bisect, itertools, _queue)
    found = {m.__name__: m for m in modules}
    for m in modules:
        found.update((k, v) for k, v in vars(m).items() if not k.startswith("__"))
    found["__name__"] = "snippet"
    found["lru"] = _functools._lru_cache_wrapper
    found["op"] = _operator
    # Operators would hide builtins of the same name.
    for name in ("abs", "pow", "call", "index", "contains", "count"):
        if name in found and name != "count":
            del found[name]
    return found


def main(prelude, path):
    scope = names()
    with open(prelude, encoding="utf-8") as f:
        exec(compile(f.read(), prelude, "exec"), scope)
    with open(path, encoding="utf-8") as f:
        expressions = [line.rstrip("\n") for line in f if line.strip() and not line.startswith("= ")]
    with open(path, "w", encoding="utf-8") as f:
        for expression in expressions:
            try:
                result = repr(eval(expression, scope))
            except Exception as e:
                result = type(e).__name__ + ": " + str(e)
            if " at 0x" in result:
                raise SystemExit("an address in the result of " + expression)
            f.write(expression + "\n= " + result + "\n")


main(*sys.argv[1:])
