"""Prints where the outcome of compiling a nest changes with its depth, for kinds of nesting in the places named (or all)."""

import sys
import warnings

PLACES = {
    "statement": "{}\n",
    "assigned": "q = {}\n",
    "chained": "q = r = {}\n",
    "augmented": "q += {}\n",
    "annotated": "q: {} = 1\n",
    "annotated value": "q: int = {}\n",
    "return": "def f():\n return {}\n",
    "in function": "def f():\n  {}\n",
    "default": "def f(a={}): pass\n",
    "annotation": "def f(a: {}): pass\n",
    "result": "def f() -> {}: pass\n",
    "decorator": "@{}\ndef f(): pass\n",
    "base": "class A({}): pass\n",
    "keyword base": "class A(b={}): pass\n",
    "if": "if {}: pass\n",
    "elif": "if x: pass\nelif {}: pass\n",
    "while": "while {}: pass\n",
    "for": "for x in {}: pass\n",
    "for target": "for x[{}] in y: pass\n",
    "with": "with {}: pass\n",
    "with as": "with {} as x: pass\n",
    "except": "try: pass\nexcept {}: pass\n",
    "raise": "raise {}\n",
    "raise from": "raise x from {}\n",
    "assert": "assert {}\n",
    "assert message": "assert x, {}\n",
    "del": "del x[{}]\n",
    "subscript target": "x[{}] = 1\n",
    "match": "match {}:\n case 1: pass\n",
    "guard": "match x:\n case 1 if {}: pass\n",
    "deep block": "if x:\n if x:\n  if x:\n   while x:\n    q = {}\n",
}
KINDS = {
    "group": ("(", "x", ")"),
    "list": ("[", "x", "]"),
    "later element": ("[a, ", "x", "]"),
    "tuple": ("(", "x", ",)"),
    "set": ("{", "x", "}"),
    "dict value": ("{1: ", "x", "}"),
    "dict key": ("{", "x", ": 1}"),
    "call": ("f(", "x", ")"),
    "later argument": ("f(a, ", "x", ")"),
    "keyword": ("f(a=", "x", ")"),
    "starred argument": ("f(*", "x", ")"),
    "unpacked argument": ("f(**", "x", ")"),
    "subscript": ("x[", "x", "]"),
    "slice": ("x[a:", "x", "]"),
    "generator": ("(x for x in ", "x", ")"),
    "generator argument": ("f(x for x in ", "x", ")"),
    "condition": ("[x for x in y if ", "x", "]"),
    "element": ("[", "x", " for x in y]"),
    "yield": ("(yield ", "x", ")"),
    "walrus": ("(x := ", "x", ")"),
    "lambda": ("lambda: ", "x", ""),
    "lambda default": ("lambda x=", "x", ": x"),
    "lambda in group": ("(lambda: ", "x", ")"),
    "not": ("not ", "x", ""),
    "minus": ("-", "x", ""),
    "minus in group": ("(-", "x", ")"),
    "not in list": ("[not not not ", "x", "]"),
    "power": ("x**", "x", ""),
    "conditional": ("x if y else ", "x", ""),
    "condition of conditional": ("(x if ", "x", " else y)"),
    "operand": ("(x + ", "x", ")"),
    "comparison": ("(x < ", "x", ")"),
    "or": ("(x or ", "x", ")"),
    "attribute": ("", "x", ".y"),
    "sum": ("", "x", "+y"),
    "f-string": ("f'{", "x", "}'"),
}
GRID = [1, 100, 170, 200, 201, 999, 1600, 2700, 3100, 6100]


def outcome(place, kind, depth):
    before, middle, after = kind
    source = place.replace("{}", before * depth + middle + after * depth)
    try:
        compile(source, "nest", "exec")
    except (SyntaxError, MemoryError, RecursionError, ValueError) as e:
        return f"{type(e).__name__}: {e}"
    return "compiles"


def changes(place, kind):
    """Pairs of a depth and the outcome from there on."""
    known = {}

    def at(depth):
        if depth not in known:
            known[depth] = outcome(place, kind, depth)
        return known[depth]

    result = [(1, at(1))]
    for low, high in zip(GRID, GRID[1:]):
        while at(low) != at(high) and high - low > 1:
            middle = (low + high) // 2
            if at(middle) == at(low):
                low = middle
            else:
                high = middle
        if at(high) != result[-1][1]:
            result.append((high, at(high)))
    return result


warnings.simplefilter("ignore")
for name in sys.argv[1:] or PLACES:
    for kind_name, kind in KINDS.items():
        if name != "statement" and kind_name in ("attribute", "sum", "lambda", "f-string"):
            continue  # slow, and the place does not matter
        found = "; ".join(f"{depth} {text}" for depth, text in changes(PLACES[name], kind))
        print(f"{name} / {kind_name}: {found}", flush=True)
