"""Run one of CPython's test files and write down what becomes of each of its tests.

    dormouse collect.py RECORD MODULE [EXCLUDED-PATTERN...]

RECORD gets one line for each event, written at once so that a process that hangs or dies has told
how far it came: ``test ID`` for each test found, ``start ID``, then ``pass``, ``fail``, ``error`` or
``skip`` with ID and a line of explanation, and ``end``. Fields are separated by tabs. Tracebacks go
to stderr. IDs are relative to MODULE.
"""

import fnmatch
import gc
import importlib
import os
import sys
import traceback
import unittest


class Record(unittest.TestResult):
    """A result that writes lines.

    What happens to a class or module before its tests run happens to each of its tests.
    """

    def __init__(self, file, module):
        super().__init__()
        self.file = file
        self.prefix = module + "."
        self.ids = []

    def expect(self, tests):
        """``tests`` are about to run."""
        new = sorted({self.id(test) for test in tests})
        self.ids += new
        for id in new:
            self.write("test", id)

    def everything(self, outcome, explanation):
        """There is no more to tell than what became of the module as a whole."""
        self.write("test", "*")
        self.write(outcome, "*", explanation[:200])

    def write(self, *fields):
        line = "\t".join(" ".join(str(field).split()) for field in fields) + "\n"
        self.file.write(line.encode("utf-8", "backslashreplace"))

    def id(self, test):
        return test.id().removeprefix(self.prefix)

    def affected(self, test):
        """The IDs of the tests that an event of ``test`` is about."""
        # Of a subtest: the method that it is a part of.
        test = getattr(test, "test_case", test)
        words = test.id().split()
        if words[0] in ("setUpClass", "setUpModule"):
            place = (words[1].strip("()") + ".").removeprefix(self.prefix)
            return [id for id in self.ids if id.startswith(place)]
        return [".".join(reversed([w.strip("()").removeprefix(self.prefix) for w in words]))]

    def explain(self, outcome, test, explanation):
        for id in self.affected(test):
            self.write(outcome, id, explanation)

    def explainError(self, outcome, test, err):
        kind, value, _ = err
        print("=" * 70, f"{outcome}: {test}", self._exc_info_to_string(err, test), sep="\n", file=sys.stderr)
        try:
            words = str(value).strip().splitlines() or [""]
        except Exception as e:
            words = [f"<str() raises {type(e).__name__}>"]
        # A doctest's first line names the example; its exception or output is the last.
        words = words[-1] if words[0].startswith("Failed doctest") else words[0]
        self.explain(outcome, test, f"{kind.__name__}: {words}"[:200])

    def startTest(self, test):
        super().startTest(test)
        self.write("start", self.id(test))

    def addSuccess(self, test):
        self.explain("pass", test, "")

    def addExpectedFailure(self, test, err):
        self.explain("pass", test, "fails, as its authors expect")

    def addUnexpectedSuccess(self, test):
        self.explain("fail", test, "passes, which its authors do not expect")

    def addFailure(self, test, err):
        self.explainError("fail", test, err)

    def addError(self, test, err):
        self.explainError("error", test, err)

    def addSubTest(self, test, subtest, err):
        if err is not None:
            failed = issubclass(err[0], test.failureException)
            self.explainError("fail" if failed else "error", subtest, err)

    def addSkip(self, test, reason):
        self.explain("skip", test, reason)


def flatten(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from flatten(test)
        else:
            yield test


def without(suite, excluded):
    """``suite`` with the same nesting (which decides when fixtures of classes run), less some tests."""
    kept = unittest.TestSuite()
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            kept.addTest(without(test, excluded))
        elif not excluded(test):
            kept.addTest(test)
    return kept


def collect_threads_first():
    """Have ``threading_cleanup`` look after a collection, as there would be none to collect in CPython.

    It shows the threads that it finds, and so holds on to one while it waits for it to be gone.
    """
    helper = sys.modules.get("test.support.threading_helper")
    if helper is None:
        return
    cleanup = helper.threading_cleanup

    def threading_cleanup(*before):
        if helper.threading_setup() != before:
            gc.collect()
        cleanup(*before)

    helper.threading_cleanup = threading_cleanup


def let_children_find_tests():
    """Children started as ``-I`` would not have the package of tests, which our distribution leaves out."""
    helper = sys.modules.get("test.support.script_helper")
    if helper is not None:
        # As for an interpreter that does not work without PYTHONHOME.
        helper.__cached_interp_requires_environment = True


def main():
    path, module, *patterns = sys.argv[1:]
    # The directory of this script is no place to import from.
    del sys.path[0]
    sys.argv[1:] = []
    record = Record(open(path, "wb", buffering=0), module)

    def excluded(test):
        return any(fnmatch.fnmatchcase(record.id(test), pattern) for pattern in patterns)

    def run(suite):
        suite = without(suite, excluded)
        record.expect(flatten(suite))
        suite.run(record)

    def run_doctest(module, verbosity=None, optionflags=0):
        import doctest

        run(doctest.DocTestSuite(module, optionflags=optionflags))

    from test import support

    # As CPython's own runner does without -u: nothing that needs the network, much time or space.
    support.use_resources = []
    # What a module that has a main function of its own runs its tests with.
    support._run_suite = run
    support.run_doctest = run_doctest
    try:
        imported = importlib.import_module(module)
        collect_threads_first()
        let_children_find_tests()
        if hasattr(imported, "test_main"):
            imported.test_main()
        else:
            run(unittest.defaultTestLoader.loadTestsFromModule(imported))
    except unittest.SkipTest as e:
        record.everything("skip", str(e))
    except BaseException as e:
        # What it would have tested is not known.
        traceback.print_exc()
        record.everything("error", traceback.format_exception_only(e)[-1])
    record.write("end")


# Children of multiprocessing import this file under another name.
if __name__ == "__main__":
    main()
    sys.stdout.flush()
    sys.stderr.flush()
    # Threads that a failed test left behind must not keep the process alive.
    os._exit(0)
