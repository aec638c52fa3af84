"""Answers requests to compile with what the reference makes of them.

The file named by the argument has a request on each line: "MODE FLAGS OPTIMIZE KIND WHAT-IN-HEX", where KIND is "file",
"text" or "bytes". An answer is a line: the warnings, each as "warning LINE MESSAGE-IN-HEX", then "code LENGTH", after
which that many bytes of marshal follow (none if it nests too deep for marshal), or "error" with type, message and place.
"""
import marshal
import sys
import warnings


def hexed(text):
    return "-" if text is None else text.encode("utf-8", "surrogatepass").hex() or "empty"


def answer(mode, flags, optimize, kind, what):
    filename = "<test>"
    source = bytes.fromhex(what)
    if kind == "file":
        filename = source.decode()
        with open(filename, "rb") as f:
            source = f.read()
    elif kind == "text":
        source = source.decode("utf-8", "surrogatepass")
    marshalled = b""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            code = compile(source, filename, mode, int(flags), True, int(optimize))
        except SyntaxError as e:
            place = (e.lineno, e.offset, e.end_lineno, e.end_offset)
            result = ["error", type(e).__name__, hexed(e.msg), hexed(e.filename), *map(str, place), hexed(e.text)]
        except Exception as e:
            result = ["error", type(e).__name__, hexed(str(e)), "-", "None", "None", "None", "None", "-"]
        else:
            try:
                marshalled = marshal.dumps(code)
            except ValueError:
                pass  # "object too deeply nested to marshal"
            result = ["code", str(len(marshalled))]
    parts = []
    for w in caught:
        if w.category is SyntaxWarning:
            parts += ["warning", str(w.lineno), hexed(str(w.message))]
    return " ".join(parts + result).encode() + b"\n" + marshalled


with open(sys.argv[1], encoding="ascii") as requests:
    for line in requests:
        sys.stdout.buffer.write(answer(*line.rstrip("\n").split(" ", 4)))
