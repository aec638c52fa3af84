"""Answers requests to compile, one per line, with what the reference makes of them.

A request is "MODE FLAGS OPTIMIZE file PATH" or "MODE FLAGS OPTIMIZE text HEX". The answer is one line: the warnings,
each as "warning LINE MESSAGE-IN-HEX", then "code MARSHAL-IN-HEX" or "error" with type, message and place.
"""
import marshal
import sys
import warnings


def hexed(text):
    return "-" if text is None else text.encode("utf-8", "surrogatepass").hex() or "empty"


def answer(mode, flags, optimize, kind, what):
    if kind == "file":
        filename = what
        with open(what, "rb") as f:
            source = f.read()
    else:
        filename = "<test>"
        source = bytes.fromhex(what).decode("utf-8", "surrogatepass")
    parts = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            code = compile(source, filename, mode, int(flags), True, int(optimize))
        except SyntaxError as e:
            place = (e.lineno, e.offset, e.end_lineno, e.end_offset)
            result = ["error", type(e).__name__, hexed(e.msg), hexed(e.filename), *map(str, place), hexed(e.text)]
        except (ValueError, RecursionError, MemoryError, OverflowError) as e:
            result = ["error", type(e).__name__, hexed(str(e)), "-", "None", "None", "None", "None", "-"]
        else:
            result = ["code", marshal.dumps(code).hex()]
    for w in caught:
        if w.category is SyntaxWarning:
            parts += ["warning", str(w.lineno), hexed(str(w.message))]
    return " ".join(parts + result)


sys.setrecursionlimit(1000)
for line in open(sys.argv[1], encoding="ascii"):
    print(answer(*line.rstrip("\n").split(" ", 4)))
