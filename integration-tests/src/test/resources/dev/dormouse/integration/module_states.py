"""Prints what modules hold, so that two runs can be compared: everything reachable from their namespaces, with identities.

An object gets a number when it is first met; where it is met again only the number stands. Left out is what the import
system puts into namespaces, addresses, and what a cache holds.
"""
import enum
import re
import sys
import types

FILLED = {"__builtins__", "__loader__", "__spec__", "__file__", "__cached__", "__path__"}
CACHES = {("re", "_cache")}
ATOMS = (int, bool, float, str, bytes, complex, type(...), type(None))
IS_HEAP_TYPE = 1 << 9
VALID_VERSION_TAG = 1 << 20
LAYOUTS = (int, str, tuple, float)

numbers = {}
kept = []


def show_all(items, *context):
    return ", ".join(show(item, *context) for item in items)


def show_dict(d):
    return "{" + ", ".join(f"{show(k)}: {show(v)}" for k, v in list(d.items())) + "}"


def show_annotations(annotations):
    # Asking for them makes the dict, whose identity therefore says nothing.
    return str({k: show(v) for k, v in annotations.items()})


def show_members(c, k, v):
    """Without combinations of flags, which are made and kept when one is first asked for: a cache, whoever asks."""
    if k == "_value2member_map_" and isinstance(c, enum.EnumType):
        return show_dict({value: member for value, member in v.items() if member._name_ in c._member_map_})
    return show(v)


def show_class(c):
    own = ", ".join(f"{k}: {show_members(c, k, v)}" for k, v in list(vars(c).items()))
    return (
        f"class {c.__module__}.{c.__qualname__} {c.__name__} of {show(type(c))} bases {show(c.__bases__)}"
        f" mro {[m.__qualname__ for m in c.__mro__]} flags {c.__flags__ & ~VALID_VERSION_TAG}"
        f" dict {c.__dictoffset__ != 0} weakref {c.__weakrefoffset__ != 0} {{{own}}}"
    )


def show_function(f):
    return (
        f"function {f.__module__}.{f.__qualname__} {f.__name__} {f.__code__.co_name}:{f.__code__.co_firstlineno}"
        f" {f.__doc__!r} {show(f.__defaults__)} {show(f.__kwdefaults__)} {show_annotations(f.__annotations__)}"
        f" {show(f.__closure__)} {show(f.__dict__)} in {f.__globals__.get('__name__')}"
    )


def show_cell(cell):
    try:
        return f"cell {show(cell.cell_contents)}"
    except ValueError:
        return "empty cell"


def show_wrapper(w):
    own = {k: show_annotations(v) if k == "__annotations__" else show(v) for k, v in vars(w).items()}
    return f"{type(w).__name__} {show(w.__func__)} {own}"


def show_instance(o):
    cls = type(o)
    heap = cls.__flags__ & IS_HEAP_TYPE
    try:
        text = object.__repr__(o) if heap else repr(o)
    except Exception as error:
        text = type(error).__name__
    text = f"{cls.__module__}.{cls.__qualname__} " + re.sub(" at 0x[0-9a-f]+", "", text)
    if hasattr(o, "__dict__"):
        text += f" {show(o.__dict__)}"
    for base in cls.__mro__:
        slots = vars(base).get("__slots__", ()) if base.__flags__ & IS_HEAP_TYPE else ()
        for slot in (slots,) if isinstance(slots, str) else slots:
            if slot not in ("__dict__", "__weakref__"):
                text += f" {slot}=" + (show(getattr(o, slot)) if hasattr(o, slot) else "unset")
    for layout in LAYOUTS:
        if isinstance(o, layout):
            text += f" is {show(layout(o))}"
    return text


def show(o):
    cls = type(o)
    if cls in ATOMS or cls is tuple and all(type(item) in ATOMS for item in o):
        return repr(o)
    if isinstance(o, types.ModuleType):
        return f"module {o.__name__}"
    if isinstance(o, type) and not o.__flags__ & IS_HEAP_TYPE:
        return f"type {o.__name__}"
    if id(o) in numbers:
        return f"@{numbers[id(o)]}"
    number = numbers[id(o)] = len(numbers)
    kept.append(o)
    if cls in (list, tuple):
        text = f"{cls.__name__} [{show_all(o)}]"
    elif cls in (set, frozenset):
        text = f"{cls.__name__} {sorted(repr(item) for item in o)}"
    elif o is getattr(sys.modules.get("posix"), "environ", None):
        text = "the environment, of which each run has its own"
    elif cls in (dict, types.MappingProxyType):
        text = f"{cls.__name__} {show_dict(o)}"
    elif isinstance(o, type):
        text = show_class(o)
    elif cls is types.FunctionType:
        text = show_function(o)
    elif cls is types.CellType:
        text = show_cell(o)
    elif cls in (classmethod, staticmethod):
        text = show_wrapper(o)
    elif isinstance(o, property):
        text = f"{cls.__name__} {show(o.fget)} {show(o.fset)} {show(o.fdel)} {o.__doc__!r}"
    else:
        text = show_instance(o)
    return f"#{number}<{text}>"


sys.setrecursionlimit(5000)
modules = sys.argv[1:]
for name in modules:
    __import__(name)
for name in modules:
    namespace = vars(sys.modules[name])
    print("module", name, list(namespace))
    for key, value in list(namespace.items()):
        if key not in FILLED and (name, key) not in CACHES:
            print("   ", key, "=", show(value))
for name in modules:
    for key, value in list(vars(sys.modules[name]).items()):
        if isinstance(value, type) and value.__flags__ & IS_HEAP_TYPE:
            print(name, key, sorted(c.__qualname__ for c in type.__subclasses__(value)))
print(sorted(sys.modules))
