# Runs a program on a terminal of its own and types for it: terminal.py STEPS PROGRAM ARGUMENT...
# STEPS is JSON, a list of pairs: a text to wait for, and what to type then. Prints all that the terminal showed; the
# status is the program's. SIZE has the terminal's lines and columns.
import contextlib
import fcntl
import json
import os
import pty
import select
import signal
import struct
import sys
import termios
import time

SECONDS = 60


class Screen:
    def __init__(self, fd):
        self.fd = fd
        self.shown = b""
        self.seen = 0

    def read(self, seconds):
        """Whether there was something more."""
        ready, _, _ = select.select([self.fd], [], [], max(0, seconds))
        try:
            data = os.read(self.fd, 4096) if ready else b""
        except OSError:
            data = b""
        self.shown += data
        return bool(data)

    def wait_for(self, text):
        end = time.monotonic() + SECONDS
        while (at := self.shown.find(text, self.seen)) < 0:
            if time.monotonic() > end or not self.read(end - time.monotonic()):
                sys.stdout.buffer.write(self.shown)
                sys.exit(f"\nwaited in vain for {text!r}")
        self.seen = at + len(text)

    def wait_for_raw_mode(self):
        """An editor types back only what arrives once it has switched the terminal's own echo off."""
        end = time.monotonic() + SECONDS
        while termios.tcgetattr(self.fd)[3] & termios.ECHO and time.monotonic() < end:
            time.sleep(0.01)


def main():
    steps = json.loads(sys.argv[1])
    pid, fd = pty.fork()
    if pid == 0:
        os.execv(sys.argv[2], sys.argv[2:])
    try:
        status = type_for(pid, fd, steps)
    except BaseException:
        # Without its terminal the reference reads on and on.
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        raise
    sys.exit(status)


def type_for(pid, fd, steps):
    """What the program ended with."""
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", *map(int, os.environ["SIZE"].split()), 0, 0))
    screen = Screen(fd)
    for expected, typed in steps:
        screen.wait_for(expected.encode())
        if os.environ.get("TERM") != "dumb":
            screen.wait_for_raw_mode()
        # The reference loses a Ctrl-C between the prompt and its wait for a line.
        time.sleep(0.2 if typed.endswith("\x03") else 0)
        os.write(fd, typed.encode())
    while screen.read(SECONDS):
        pass
    sys.stdout.buffer.write(screen.shown)
    sys.stdout.flush()
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


main()
