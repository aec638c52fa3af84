"""Writes down every code object that a program executes, for the laziness tests.

On PYTHONPATH of the reference interpreter; EXECUTED names the file, which has a line of file name, first line and
qualified name for each.
"""

import atexit
import os
import sys

codes = {}


def profile(frame, event, argument):
    if event == "call":
        code = frame.f_code
        codes[id(code)] = code
        if code.co_name == "start" and "threading" in sys.modules:
            # Importing threading from here would hide what importing it executes.
            sys.modules["threading"]._profile_hook = profile


def finish(place):
    sys.setprofile(None)
    with open(place, "w", encoding="utf-8") as out:
        for code in codes.values():
            print(code.co_filename, code.co_firstlineno, code.co_qualname, sep="\t", file=out)


def start_again():
    """Imports what the interpreter imported before this file could watch it, so that it is watched now."""
    modules = dict(sys.modules)
    path = list(sys.path)
    for name in modules:
        if name.split(".")[0] in (
            "abc", "codecs", "encodings", "io", "os", "posixpath", "genericpath", "stat", "_collections_abc", "_sitebuiltins", "site",
        ):
            del sys.modules[name]
    import encodings.utf_8, io, site

    site.main()
    sys.modules.clear()
    sys.modules.update(modules)
    sys.path[:] = path


# A child process of the program must not write over what the program wrote.
place = os.environ.pop("EXECUTED", None)
if place is not None:
    atexit.register(finish, place)
    sys.setprofile(profile)
    start_again()
