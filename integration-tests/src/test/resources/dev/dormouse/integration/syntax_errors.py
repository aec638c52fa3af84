"""What SyntaxErrors are made of: their arguments, their places, and the lines they quote from files."""
import os
import tempfile

NOWHERE = "a file that does not exist"
WRONG = [
    "a b\n", "\n\n\na b c\n", "\n\na b", "x = (\n", "'''abc\n", "a\n  b", "f(x for x in y, 1)", "0777", "x = f'''{}\na'''\n",
    "x = f'{a b}'\n", "if x:\n\ty\n        z\n", "nonlocal x", "def f(x):\n global x", "x = 1\nglobal x",
    "def f():\n nonlocal x", "def f():\n global x; nonlocal x", "def f():\n from x import *", "[x for x in (y:=z)]",
    "class A:\n [y:=1 for z in q]", "from __future__ import braces", "import a\nfrom __future__ import division",
    "from __future__ import nothing", "def f(a, a): 1", "x: int\nglobal x", "return 1", "break", "await x",
    "class A:\n x: (yield)", "a = 1 = b", "{x for x in (yield)}", "__debug__ = 1", "*a", "del f()",
]


def show(source, filename, mode="exec"):
    try:
        compile(source, filename, mode)
    except SyntaxError as e:
        place = e.filename, e.lineno, e.offset, e.text, e.end_lineno, e.end_offset
        name = os.path.basename(filename)
        print(mode, name, type(e).__name__, ascii((e.args, e.msg, place, e.print_file_and_line)).replace(filename, name))


def main(directory):
    quoted = os.path.join(directory, "quoted.py")
    with open(quoted, "w", encoding="utf-8") as f:
        f.write("one\n\u00e9tw\u00f6\nthree x y z\n" + "four" * 400 + "\n" + "x" + "\u00e9" * 700 + "\n" + "5" * 999 + "\nend")
    for source in WRONG:
        for filename in NOWHERE, quoted:
            show(source, filename)
            show(source.encode(), filename)
            show("\n\n" + source, filename)
            show("\n\n\n" + source, filename)
            show("\n\n\n\n" + source, filename)
            show("\n\n\n\n\n\n" + source, filename)
        show(source, quoted, "eval")
        show(source, quoted, "single")


with tempfile.TemporaryDirectory() as directory:
    main(directory)
