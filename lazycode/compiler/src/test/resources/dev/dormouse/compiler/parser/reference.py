"""Run by the reference interpreter: answers what it makes of sources, one line for each request line.

Requests: "file PATH", "text MODE FLAGS HEX" with UTF-8 in hexadecimal, "bytes MODE FLAGS HEX". Answers: "ok MD5" of
the dumped tree, or "error" with type, place, message and line. "dump PATH" answers with the whole tree in hexadecimal,
"library" with the directory of the library, "unicode" with the MD5 of what each character is in identifiers and repr.
Warnings follow behind a bar.
"""

import ast
import hashlib
import os
import sys
import warnings

sys.setrecursionlimit(100000)


def answer(source, mode, flags, whole):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        result = parse(source, mode, flags, whole)
    for w in caught:
        result += "|%s %d %s" % (w.category.__name__, w.lineno, escape(str(w.message)))
    return result


def escape(text):
    return text.encode("unicode_escape", "surrogatepass").decode()


def parse(source, mode, flags, whole):
    try:
        tree = compile(source, "<test>", mode, ast.PyCF_ONLY_AST | flags)
    except SyntaxError as e:
        place = [e.lineno, e.offset, e.end_lineno, e.end_offset]
        words = [e.msg, "None" if e.text is None else e.text]
        return "error %s|%s|%s" % (
            type(e).__name__,
            "|".join(str(p) for p in place),
            "|".join(escape(w) for w in words))
    except Exception as e:
        return "error %s||||||" % type(e).__name__
    limit = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    dump = ast.dump(tree, include_attributes=True).encode("ascii", "backslashreplace")
    sys.set_int_max_str_digits(limit)
    return dump.hex() if whole else "ok " + hashlib.md5(dump).hexdigest()


for line in sys.stdin:
    words = line.rstrip("\n").split(" ", 3)
    if words[0] == "text":
        print(answer(bytes.fromhex(words[3]).decode("utf-8", "surrogatepass"), words[1], int(words[2]), False))
    elif words[0] == "bytes":
        print(answer(bytes.fromhex(words[3]), words[1], int(words[2]), False))
    elif words[0] == "unicode":
        flags = ["%d%d%d" % (("a" + c).isidentifier(), c.isidentifier(), c.isprintable())
                 for c in map(chr, range(0x110000))]
        print(hashlib.md5("".join(flags).encode()).hexdigest())
    elif words[0] == "library":
        print(os.path.dirname(os.__file__))
    else:
        path = line.rstrip("\n").split(" ", 1)[1]
        with open(path, "rb") as f:
            print(answer(f.read(), "exec", 0, words[0] == "dump"))
    sys.stdout.flush()
