"""What decorators, metaclasses and the library's factories make of classes and functions."""
from __future__ import annotations
import collections
import contextlib
import dataclasses
import functools
import abc
import threading
import typing
from decimal import Decimal
from typing import Optional, List, Generic, TypeVar, NamedTuple
from .kinds import Kind, PATTERN
T = TypeVar("T")
PRICE = Decimal("-9.90")
registry: dict[str, type] = {}
lock = threading.Lock()
class Broken(Exception):
    pass
def register(cls):
    registry[cls.__name__] = cls
    return cls
def traced(f):
    @functools.wraps(f)
    def inner(*a, **k):
        return f(*a, **k)
    return inner
class Meta(type):
    def __new__(m, name, bases, ns):
        ns["made_by"] = m.__name__
        return super().__new__(m, name, bases, ns)
class Base(metaclass=Meta):
    __slots__ = ("x", "y")
    def __init_subclass__(cls, **k):
        super().__init_subclass__(**k)
        registry["sub " + cls.__name__] = cls
class Item(Base):
    __slots__ = ()
    @property
    def both(self): return self.x, self.y
    @classmethod
    def make(cls): return cls()
    @staticmethod
    def none(): return None
@dataclasses.dataclass(order=True, frozen=True)
class Crate(Generic[T]):
    name: str
    size: Optional[int] = None
    tags: List[str] = dataclasses.field(default_factory=list, compare=False)
    kind: Kind = Kind.A
Point = collections.namedtuple("Point", "x y")
class Pair(NamedTuple):
    a: int
    b: str = "b"
class Store(abc.ABC):
    @abc.abstractmethod
    def get(self, k: str) -> int: ...
class Worker(threading.Thread):
    daemon = True
@functools.lru_cache(maxsize=None)
def cached(n: int) -> int:
    return n * 2
@traced
def shown(x, *, y=[1, 2]): return x
@contextlib.contextmanager
def managed():
    yield 1
