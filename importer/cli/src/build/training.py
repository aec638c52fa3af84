# What the AOT cache is trained on: what starting common tools does. Classes that only longer work needs stay out, since
# each class in the cache costs a little in every run.
#
# One process must do it all, as the JVM records one. A step that fails is named and the rest goes on: the build then ends
# with an error.
import io
import runpy
import sys

failed = []


def run_tool(name, *arguments, stdin=""):
    """Runs a module as `-m` would, with its output thrown away."""
    saved = sys.argv, sys.stdin, sys.stdout
    sys.argv = [name, *arguments]
    sys.stdin = io.StringIO(stdin)
    sys.stdout = io.StringIO()
    try:
        runpy.run_module(name, run_name="__main__", alter_sys=True)
    except SystemExit as exit:
        if exit.code:
            failed.append(f"{name} exited with {exit.code!r}")
    except BaseException as error:
        failed.append(f"{name}: {error!r}")
    finally:
        sys.argv, sys.stdin, sys.stdout = saved


def raise_and_catch():
    try:
        {}["missing"]
    except KeyError as error:
        return error.__traceback__


class Shape:
    sides = 0

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"{type(self).__name__}({self.name!r})"


def numbers():
    yield from (n * n for n in range(10) if n % 2)


print("hi")
print(f"{1.5:.2f} {'text':>8} {255:#x} {10**30}", sorted(numbers()), Shape("square"))
print(eval("1 + 2"), {"a": 1, "b": [2, 3]}, {1, 2}, b"bytes", None, True, file=sys.stdout)
raise_and_catch()
with open(__file__, encoding="utf-8") as source:
    source.readline()

import argparse
import re

re.sub(r"(\w+)-(\d+)", r"\2 \1", "abc-12, def-34")
parser = argparse.ArgumentParser(prog="training")
parser.add_argument("--flag", action="store_true")
parser.add_argument("file", nargs="?")
parser.parse_args(["--flag", "x"])
run_tool("json.tool", "--indent", "2", stdin='{"a": [1, 2.5, "x\\n", null, true]}')
run_tool("base64", "-t")
run_tool("calendar", "2024", "2")

if failed:
    sys.exit("training: " + "; ".join(failed))
