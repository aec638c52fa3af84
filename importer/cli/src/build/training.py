# What the AOT cache is trained on: what starting common tools does. Classes that only longer work needs stay out, since
# each class in the cache costs a little in every run.
#
# One process must do it all, as the JVM records one. A step that fails is named and the rest goes on; the status then
# says that something failed. Imports stand inside the steps, so that one that fails takes no other step with it.
import sys

failed = []


def step(function):
    try:
        function()
    except BaseException as error:
        failed.append(f"{function.__name__}: {error!r}")


def run_tool(name, *arguments, stdin=""):
    """Runs a module as `-m` would, with its output thrown away."""
    import io
    import runpy

    saved = sys.argv, sys.stdin, sys.stdout
    sys.argv = [name, *arguments]
    sys.stdin = io.StringIO(stdin)
    sys.stdout = io.StringIO()
    try:
        runpy.run_module(name, run_name="__main__", alter_sys=True)
    except SystemExit as exit:
        if exit.code:
            raise RuntimeError(f"{name} exited with {exit.code!r}") from None
    finally:
        sys.argv, sys.stdin, sys.stdout = saved


class Shape:
    sides = 0

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"{type(self).__name__}({self.name!r})"


def numbers():
    yield from (n * n for n in range(10) if n % 2)


@step
def language():
    print("hi")
    print(f"{1.5:.2f} {'text':>8} {255:#x} {10**30}", sorted(numbers()), Shape("square"))
    print({"a": 1, "b": [2, 3]}, {1, 2}, b"bytes", None, True, file=sys.stdout)
    try:
        {}["missing"]
    except KeyError as error:
        return error.__traceback__


@step
def compiling():
    assert eval("1 + 2") == 3


@step
def files():
    with open(__file__, encoding="utf-8") as source:
        source.readline()


@step
def regular_expressions():
    import re

    re.sub(r"(\w+)-(\d+)", r"\2 \1", "abc-12, def-34")


@step
def arguments():
    import argparse

    parser = argparse.ArgumentParser(prog="training")
    parser.add_argument("--flag", action="store_true")
    parser.add_argument("file", nargs="?")
    parser.parse_args(["--flag", "x"])


@step
def json_tool():
    run_tool("json.tool", "--indent", "2", stdin='{"a": [1, 2.5, "x\\n", null, true]}')


@step
def base64():
    run_tool("base64", "-t")


@step
def calendar():
    run_tool("calendar", "2024", "2")


if failed:
    sys.exit("\n".join(failed))
print("every step of the training worked")
