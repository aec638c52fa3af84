"""Run by the reference interpreter: answers what it makes of sources, one line for each request line.

Requests: "file PATH", "text MODE FLAGS HEX" with UTF-8 in hexadecimal, "bytes MODE FLAGS HEX". Answers: "ok MD5" of
the dumped tree, or "error" with type, place, message and line. "dump PATH" answers with the whole tree in hexadecimal,
"library" with the directory of the library.
"""

import ast
import hashlib
import os
import sys
import warnings

warnings.simplefilter("ignore")
sys.setrecursionlimit(100000)


def answer(source, mode, flags, whole):
    try:
        tree = compile(source, "<test>", mode, ast.PyCF_ONLY_AST | flags)
    except SyntaxError as e:
        place = [e.lineno, e.offset, e.end_lineno, e.end_offset]
        words = [e.msg, "None" if e.text is None else e.text]
        return "error %s|%s|%s" % (
            type(e).__name__,
            "|".join(str(p) for p in place),
            "|".join(w.encode("unicode_escape", "surrogatepass").decode() for w in words))
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
    elif words[0] == "library":
        print(os.path.dirname(os.__file__))
    else:
        path = line.rstrip("\n").split(" ", 1)[1]
        with open(path, "rb") as f:
            print(answer(f.read(), "exec", 0, words[0] == "dump"))
    sys.stdout.flush()
