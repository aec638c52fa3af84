"""Records what CPython 3.11 makes of the expressions of a test.

Usage: python3.11 record_expressions.py prelude.py results.txt module...

Rewrites results.txt: pairs of lines, an expression and, after "= ", its repr or its error. Lines of the second form are
replaced, so new expressions are simply added as lines of their own. The prelude may use the modules, by name.
"""

import importlib
import sys


def main(prelude, path, *modules):
    scope = {name: importlib.import_module(name) for name in modules}
    scope["__name__"] = "snippet"
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
