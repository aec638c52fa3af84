# What the expressions in numbers.txt may use, besides the modules math, cmath and _statistics.
inf = float("inf")
nan = float("nan")
big = 2**200 + 1


class I(int):
    pass


class F(float):
    pass


class Index:
    def __index__(self):
        return 5


class Bad:
    def __int__(self):
        return "s"

    __float__ = __index__ = __complex__ = __int__


class Complex:
    def __complex__(self):
        return 1j


class T:
    """Behaves as a type parameter does in a generic alias."""

    def __repr__(self):
        return "~T"

    def __typing_subst__(self, arg):
        return arg


t = T()


class L(list):
    pass


class E(ImportError):
    pass


def function(a, b=1, *c, d, **e):
    "doc"
    x = [i for i in a if b]

    def inner():
        return x, a

    return inner


code = function.__code__


def returning():
    yield 1
    return 5


def stop_value(it):
    try:
        next(it)
    except StopIteration as e:
        return e.value


events = []


def tracer(frame, event, arg):
    line = frame.f_lineno - frame.f_code.co_firstlineno
    if event == "exception":
        arg = (arg[0].__name__, str(arg[1]), arg[2] is not None)
    events.append((frame.f_code.co_name, event, line, arg))
    return tracer


def profiler(frame, event, arg):
    events.append((frame.f_code.co_name, event, getattr(arg, "__name__", arg)))


def traced(function, *args):
    events.clear()
    sys.settrace(tracer)
    try:
        function(*args)
    except Exception as e:
        events.append(repr(e))
    finally:
        sys.settrace(None)
    return events


def profiled(function, *args):
    events.clear()
    sys.setprofile(profiler)
    try:
        function(*args)
    finally:
        sys.setprofile(None)
    return events


def loop():
    x = 1
    for i in range(2):
        x += i
    return x


def catch():
    try:
        1 / 0
    except ZeroDivisionError:
        pass
    return [j for j in (1, 2)]


def fail():
    raise KeyError("x")


def yielding():
    yield 1
    yield 2


def generate():
    for i in yielding():
        len([i])


def changed():
    x = 1
    y = 2
    return x + y


def changing(function):
    def change(frame, event, arg):
        if event == "line" and "x" in frame.f_locals:
            frame.f_locals["x"] = 100
        return change

    sys.settrace(change)
    try:
        return function()
    finally:
        sys.settrace(None)
