"""Processes, signals and what is left at the end, as programs see them."""

import atexit
import contextvars
import faulthandler
import io
import os
import signal
import subprocess
import sys
import tempfile


def attempt(what, *args, **kwargs):
    try:
        print(what.__name__, what(*args, **kwargs))
    except Exception as e:
        print(what.__name__, type(e).__name__, e)


# the spawn family
environment = dict(os.environ, GREETING="hello")
attempt(os.spawnv, os.P_WAIT, "/bin/sh", ["sh", "-c", "exit 3"])
attempt(os.spawnve, os.P_WAIT, "/bin/sh", ["sh", "-c", "test $GREETING = hello"], environment)
attempt(os.spawnlp, os.P_WAIT, "sh", "sh", "-c", "kill -9 $$")
attempt(os.spawnvpe, os.P_WAIT, "sh", ["sh", "-c", "exit 4"], environment)
attempt(os.spawnl, os.P_WAIT, "/no/such/program", "x")
attempt(os.spawnv, os.P_WAIT, "/bin/sh", [])
attempt(os.spawnv, os.P_WAIT, "/bin/sh", "sh")
pid = os.spawnvp(os.P_NOWAIT, "sh", ["sh", "-c", "exit 5"])
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))

# posix_spawn in a folder that the interpreter has changed to
with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    scheduler = (os.SCHED_OTHER, os.sched_param(0))
    write = [(os.POSIX_SPAWN_OPEN, 1, "out", os.O_WRONLY | os.O_CREAT, 0o600)]
    pid = os.posix_spawn(
        "/bin/sh", ["sh", "-c", "echo here"], environment, file_actions=write, scheduler=scheduler
    )
    os.waitpid(pid, 0)
    print(open("out").read(), end="")
    os.chdir("/")
attempt(os.posix_spawn, "/bin/sh", ["sh"], environment, scheduler=(1,))

# other users, where we may
attempt(subprocess.check_output, ["id", "-u"], user=os.getuid())
attempt(subprocess.check_output, ["id", "-g"], user=65534, group=65534, extra_groups=[])

# arguments and settings
show = "import sys; print(ascii(sys.argv), sys.flags)"
for options in [
    [],
    ["-X", "dev"],
    ["-X", "utf8"],
    ["-X", "warn_default_encoding"],
    ["-X", "int_max_str_digits=5000"],
    ["-X", "int_max_str_digits=5"],
    ["-X", "utf8=2"],
]:
    for variables in [{}, {"PYTHONDEVMODE": "1", "PYTHONUTF8": "1"}, {"PYTHONHASHSEED": "x"}]:
        run = subprocess.run(
            [sys.executable, "-S", *options, "-c", show, b"\xff\xc3\xa9", "é"],
            env=dict(os.environ, LC_ALL="C.UTF-8", **variables),
            capture_output=True,
        )
        print(options, variables, run.returncode, run.stdout, run.stderr)
        if options and variables:
            break

# signals
faulthandler.register(signal.SIGUSR1, file=sys.stdout.fileno(), all_threads=False)


def raise_it():
    os.kill(os.getpid(), signal.SIGUSR1)


sys.stdout.flush()
raise_it()
print(faulthandler.unregister(signal.SIGUSR1), faulthandler.unregister(signal.SIGUSR1))
attempt(faulthandler.register, signal.SIGSEGV)
attempt(os.putenv, "", "x")
attempt(os.unsetenv, "")


class Raw(io.RawIOBase):
    def readable(self):
        return True

    def flush(self):
        print("flush", self.closed)


io.BufferedReader(Raw()).close()
attempt(contextvars.ContextVar)
attempt(contextvars.ContextVar, "a", "b")
try:
    os.chdir(bytearray(b"/no/such/folder"))
except OSError as e:
    print(e.filename)

# exit functions of a module that nobody can find any more
atexit.register(print, "first registered")
del sys.modules["atexit"]
import atexit as other

other.register(print, "last registered")
del sys.modules["atexit"]
