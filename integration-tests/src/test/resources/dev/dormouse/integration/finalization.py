"""What happens to objects that nobody has any more. The collector is called wherever CPython would not need it."""

import asyncio
import gc
import io
import os
import re
import socket
import sys
import warnings
import weakref

warnings.simplefilter("always")



def show(message, category, *rest):
    # Numbers of descriptors are nobody's business.
    return category.__name__ + ": " + re.sub("name=[0-9]+|fd=[0-9]+", "N", str(message)) + "\n"


warnings.formatwarning = show
sys.stderr = sys.stdout


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("finalized", self.name)


a = Noisy("alone"); a = None; gc.collect()
b = Noisy("in a cycle"); b.self = b; r = weakref.ref(b); b = None; gc.collect()
print(r())


class Back:
    def __del__(self):
        global back
        back = self


c = Back(); c = None; gc.collect()
print(type(back).__name__)
back = None; gc.collect()
print(back)


class Bad:
    def __del__(self):
        raise ValueError("nobody sees this")


class NoisyList(list):
    def __del__(self):
        print("finalized", self)


class NoisySlots(str):
    __slots__ = ()

    def __del__(self):
        print("finalized", self)


class NoisyError(Exception):
    def __new__(cls, *args):
        return super().__new__(cls, *args)

    def __del__(self):
        print("finalized", self.args, self.__dict__)


n = NoisyList("ab"); n.append(n); n = None; gc.collect()
n = NoisySlots("text"); n = None; gc.collect()
n = NoisyError(1); n.more = 2; n = None; gc.collect()


def one(n):
    try:
        yield n
    except GeneratorExit:
        print("exit", n)
        raise
    finally:
        print("closed", n)


def delegating():
    yield from one("inner")


def stubborn():
    try:
        yield
    finally:
        yield


for n in one("loop"):
    break
gc.collect()
g = delegating(); print(next(g)); g = None; gc.collect()
g = one("not begun"); g = None; gc.collect()
g = one("finished"); print(list(g)); g = None; gc.collect()
g = one("dies after others"); next(g)
print(list(one("meanwhile")))
g = None; gc.collect()


async def suspended():
    class Once:
        def __await__(self):
            yield

    try:
        await Once()
    finally:
        print("coroutine closed")


c = suspended(); c.send(None); c = None; gc.collect()
sys.unraisablehook = lambda u: print("unraisable", u.exc_type.__name__, u.exc_value, u.object.__name__)
g = stubborn(); next(g); g = None; gc.collect()
sys.unraisablehook = lambda u: print("unraisable", u.exc_type.__name__, u.exc_value, u.object.__qualname__)
d = Bad(); d = None; gc.collect()


class File(io.FileIO):
    def __del__(self):
        print("__del__")
        super().__del__()

    def close(self):
        print("close")
        super().close()


class Text(io.TextIOWrapper):
    def close(self):
        print("close text")
        super().close()


f = File(os.devnull); f = None; gc.collect()
f = Text(File(os.devnull), encoding="utf-8"); f = None; gc.collect()
f = open(os.devnull, encoding="utf-8"); f = None; gc.collect()
f = open(os.devnull, "rb"); f = None; gc.collect()
f = open(os.devnull, "rb", buffering=0); f = None; gc.collect()
f = open(os.devnull, encoding="utf-8"); f.close(); f = None; gc.collect()
f = io.StringIO("x"); f = None; gc.collect()
r, w = os.pipe()
f = open(w, "w", encoding="utf-8"); f = None; gc.collect()
print(os.read(r, 1))
os.close(r)
s = socket.socket(); s = None; gc.collect()


async def quick():
    pass


quick(); gc.collect()
q = quick(); q.close(); q = None; gc.collect()


async def main():
    await quick()

    async def numbers():
        try:
            yield 1
            yield 2
        finally:
            print("numbers closed")

    async for n in numbers():
        break
    gc.collect()
    await asyncio.sleep(0.01)
    future = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: print(context["message"]))
    future.set_exception(KeyError(1)); future = None; gc.collect()

    async def forever():
        await asyncio.get_running_loop().create_future()

    task = asyncio.create_task(forever()); await asyncio.sleep(0); task = None; gc.collect()

    class Task(asyncio.Task):
        def __del__(self):
            print("__del__")
            super().__del__()

    task = Task(quick()); await task; task = None; gc.collect()


asyncio.run(main())
