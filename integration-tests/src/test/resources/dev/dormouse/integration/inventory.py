"""A small inventory program that leans on much of the standard library.

The differential tests run it under the reference and under Dormouse; whatever it prints must be equal, so nothing in it
depends on time, addresses, hash order or where it runs.
"""

from __future__ import annotations

import argparse
import asyncio
import collections
import contextlib
import csv
import dataclasses
import datetime
import decimal
import enum
import functools
import io
import itertools
import logging
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import typing


class Category(enum.Enum):
    TOOL = "tool"
    PART = "part"
    FOOD = "food"

    @classmethod
    def parse(cls, text: str) -> Category:
        try:
            return cls(text.lower())
        except ValueError:
            raise ValueError(f"unknown category {text!r}") from None


class Flag(enum.Flag):
    FRAGILE = enum.auto()
    HEAVY = enum.auto()
    COLD = enum.auto()


class Level(enum.IntEnum):
    LOW = 1
    ENOUGH = 2
    PLENTY = 3


@dataclasses.dataclass(order=True, frozen=True)
class Item:
    name: str
    category: Category = dataclasses.field(compare=False)
    price: decimal.Decimal = decimal.Decimal("0")
    count: int = 0
    flags: Flag = dataclasses.field(default=Flag(0), compare=False)
    tags: tuple[str, ...] = dataclasses.field(default_factory=tuple, repr=False)

    @property
    def value(self) -> decimal.Decimal:
        return self.price * self.count

    @functools.cached_property
    def slug(self) -> str:
        return re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")


class Repository(typing.Protocol):
    def items(self) -> typing.Iterator[Item]: ...


T = typing.TypeVar("T")


class Stack(typing.Generic[T]):
    def __init__(self) -> None:
        self._items: list[T] = []

    def push(self, item: T) -> None:
        self._items.append(item)

    def pop(self) -> T:
        return self._items.pop()

    def __len__(self) -> int:
        return len(self._items)


Point = typing.NamedTuple("Point", [("x", int), ("y", int)])
Size = collections.namedtuple("Size", "width height", defaults=[1])

RECORD = re.compile(
    r"""
    ^(?P<name>[\w\s'-]+?)\s*;\s*      # the name, up to a semicolon
    (?P<category>\w+)\s*;\s*
    (?P<price>\d+(?:\.\d{1,2})?)\s*;\s*
    (?P<count>\d+)
    (?:\s*;\s*(?P<flags>[A-Z|]+))?$
    """,
    re.VERBOSE,
)

TEXT = """\
Claw hammer; tool; 17.50; 12; HEAVY
Wood screw; part; 0.05; 2500
Glass jar; part; 1.20; 40; FRAGILE
Butter; food; 2.35; 18; COLD
Ice cream; food; 3.80; 7; COLD|FRAGILE
broken line
Anvil; tool; 250; 1; HEAVY
Schraubenschlüssel; tool; 9.99; 3
"""


class Inventory:
    def __init__(self) -> None:
        self._items: dict[str, Item] = {}
        self.rejected: list[str] = []
        self._lock = threading.Lock()

    def add(self, item: Item) -> None:
        with self._lock:
            self._items[item.slug] = item

    def items(self) -> typing.Iterator[Item]:
        yield from sorted(self._items.values())

    def load(self, lines: typing.Iterable[str]) -> None:
        for number, line in enumerate(lines, start=1):
            match = RECORD.match(line.rstrip("\n"))
            if match is None:
                self.rejected.append(f"{number}: {line.strip()}")
                continue
            fields = match.groupdict()
            flags = functools.reduce(
                lambda a, b: a | b, (Flag[f] for f in (fields["flags"] or "").split("|") if f), Flag(0)
            )
            self.add(
                Item(
                    fields["name"],
                    Category.parse(fields["category"]),
                    decimal.Decimal(fields["price"]),
                    int(fields["count"]),
                    flags,
                    tuple(fields["name"].lower().split()),
                )
            )

    def total(self) -> decimal.Decimal:
        return sum((item.value for item in self.items()), decimal.Decimal(0))

    def by_category(self) -> dict[Category, list[Item]]:
        def key(item: Item) -> str:
            return item.category.name

        grouped = itertools.groupby(sorted(self.items(), key=key), key=key)
        return {Category[name]: list(group) for name, group in grouped}


@contextlib.contextmanager
def section(title: str) -> typing.Iterator[None]:
    print(f"--- {title}")
    try:
        yield
    except (ArithmeticError, LookupError) as error:
        print(f"failed: {type(error).__name__}: {error}")
    finally:
        print()


@functools.lru_cache(maxsize=None)
def fibonacci(n: int) -> int:
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


@functools.singledispatch
def describe(value: object) -> str:
    return f"something: {value!r}"


@describe.register
def _(value: int) -> str:
    return f"the number {value:,}"


@describe.register(list)
def _(value: list) -> str:
    return f"{len(value)} things"


def classify(item: object) -> str:
    match item:
        case Item(name=name, category=Category.FOOD, flags=flags) if Flag.COLD in flags:
            return f"{name} belongs in the fridge"
        case Item(count=0 | 1 as n):
            return f"only {n} left"
        case Point(x=0, y=y) | Size(y):
            return f"on the axis at {y}"
        case {"name": str(name), **rest}:
            return f"{name} with {sorted(rest)}"
        case [first, *_, last]:
            return f"from {first} to {last}"
        case _:
            return "nothing special"


def report(inventory: Inventory, out: typing.TextIO) -> None:
    for category, items in inventory.by_category().items():
        print(f"{category.name:<6}|{len(items):>3}|{sum(i.count for i in items):>8,d}", file=out)
    for item in inventory.items():
        print(f"{item.name!s:.<20}{item.value:>12,.2f} {item.flags!r}", file=out)
    print(f"{'total':=^20}{inventory.total():>12}", file=out)


def files(inventory: Inventory) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "stock" / "items.csv"
        path.parent.mkdir(parents=True)
        with path.open("w", newline="", encoding="utf-8") as out:
            writer = csv.DictWriter(out, fieldnames=["name", "price", "tags"])
            writer.writeheader()
            for item in inventory.items():
                writer.writerow({"name": item.name, "price": item.price, "tags": ",".join(item.tags)})
        print(path.name, path.suffix, path.stat().st_size, path.relative_to(folder).as_posix())
        with open(path, newline="", encoding="utf-8") as source:
            rows = list(csv.reader(source))
        print(rows[0], len(rows), rows[-1])
        print(sorted(p.name for p in pathlib.Path(folder).rglob("*")))
        backup = path.with_suffix(".bak")
        backup.write_bytes(path.read_bytes()[::-1])
        print(backup.exists(), path.rename(path.with_name("moved.csv")).name, path.exists())


def processes() -> None:
    script = "import sys; data = sys.stdin.read(); print(data.upper(), end=''); print('err', file=sys.stderr); sys.exit(3)"
    done = subprocess.run([sys.executable, "-c", script], input="quiet words\n", capture_output=True, text=True)
    print(done.returncode, done.stdout.strip(), done.stderr.strip())
    shell = subprocess.check_output("echo $((6 * 7)); printf 'a b\\n'", shell=True, text=True)
    print(shell.split())
    try:
        subprocess.run(["sh", "-c", "exit 4"], check=True)
    except subprocess.CalledProcessError as error:
        print(error)
    try:
        subprocess.run(["/does/not/exist"])
    except FileNotFoundError as error:
        print(type(error).__name__, error.errno, error.filename)


def threads(inventory: Inventory) -> None:
    results: dict[int, int] = {}
    barrier = threading.Barrier(4)
    found = threading.Event()
    local = threading.local()

    def work(number: int) -> None:
        local.value = number * 10
        barrier.wait()
        inventory.add(Item(f"thread {number}", Category.PART, count=number))
        results[number] = sum(range(local.value))
        if number == 3:
            found.set()

    workers = [threading.Thread(target=work, args=(n,), name=f"worker-{n}") for n in range(4)]
    for worker in workers:
        worker.start()
    print(found.wait(30), sorted(w.name for w in workers))
    for worker in workers:
        worker.join()
    print(sorted(results.items()), len(list(inventory.items())), hasattr(local, "value"))


async def fetch(name: str, delay: int, log: list[str]) -> str:
    for _ in range(delay):
        await asyncio.sleep(0)
    log.append(name)
    if name == "bad":
        raise LookupError(name)
    return name * 2


async def stream(n: int) -> typing.AsyncIterator[int]:
    for i in range(n):
        await asyncio.sleep(0)
        yield i * i


async def main_loop() -> None:
    log: list[str] = []
    results = await asyncio.gather(fetch("slow", 5, log), fetch("bad", 2, log), fetch("fast", 1, log), return_exceptions=True)
    print([repr(r) for r in results], log)
    print([x async for x in stream(5)], sum([x async for x in stream(4) if x % 2]))
    queue: asyncio.Queue[int] = asyncio.Queue(2)

    async def produce() -> None:
        for i in range(4):
            await queue.put(i)

    producer = asyncio.create_task(produce())
    print([await queue.get() for _ in range(4)], producer.done())
    await producer
    try:
        await asyncio.wait_for(asyncio.Event().wait(), 0.01)
    except asyncio.TimeoutError as error:
        print("timed out", type(error).__name__)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fetch("ok", 1, log))
            group.create_task(fetch("bad", 1, log))
    except* LookupError as errors:
        print(repr(errors))


def dates() -> None:
    start = datetime.datetime(2024, 2, 28, 23, 30, tzinfo=datetime.timezone.utc)
    later = start + datetime.timedelta(days=1, hours=1, minutes=45)
    print(later.isoformat(), later - start, later.strftime("%A %d %B %Y, week %V"), start < later)
    print(datetime.date.fromisoformat("2023-12-31").timetuple().tm_yday, datetime.date(2020, 1, 1).weekday())
    print(datetime.datetime.strptime("03/04/2021 05:06", "%d/%m/%Y %H:%M"), repr(datetime.timedelta(seconds=-90)))


def numbers(inventory: Inventory) -> None:
    prices = [float(item.price) for item in inventory.items()]
    print(f"{statistics.mean(prices):.4f} {statistics.median(prices)} {statistics.pstdev(prices):.6f}")
    print(statistics.quantiles(range(1, 100), n=4), statistics.mode("abracadabra"))
    with decimal.localcontext() as context:
        context.prec = 30
        print(decimal.Decimal(2).sqrt(), decimal.Decimal(1) / 7)
    print(round(2.675, 2), round(-2.5), 10**20, -7 // 2, 7.0 % -3, 1e16, 1 / 3, (0.1).hex(), 2**0.5)
    print(sum(prices) // 0)


def logs() -> None:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(logging.Formatter("%(levelname)-8s %(name)s: %(message)s"))
    logger = logging.getLogger("inventory.test")
    logger.propagate = False
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.debug("hidden")
    logger.info("%d items, %s", 3, {"a": 1})
    try:
        {}["missing"]
    except KeyError:
        logger.warning("caught", exc_info=False)
    logger.error("100%")
    print(out.getvalue(), end="")


def collecting() -> None:
    counts = collections.Counter("mississippi")
    counts.update(collections.Counter(m=3))
    print(counts.most_common(3), dict(counts - collections.Counter("mm")))
    recent = collections.deque(range(10), maxlen=4)
    recent.rotate(1)
    print(recent, recent.popleft(), list(itertools.islice(itertools.cycle(recent), 5)))
    chain = collections.ChainMap({"a": 1}, {"a": 2, "b": 3})
    ordered = collections.OrderedDict(sorted(chain.items()))
    ordered.move_to_end("a")
    print(ordered, collections.defaultdict(list, x=[1]))
    print(list(itertools.accumulate([1, 2, 3, 4], lambda a, b: a * b)), list(itertools.pairwise("abcd")))
    print(list(itertools.product("ab", range(2))), list(itertools.combinations("abc", 2)), len(list(itertools.permutations(range(4)))))
    print(list(itertools.zip_longest("ab", "c", fillvalue="-")), list(itertools.starmap(pow, [(2, 3), (3, 2)])))


def parse_arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="inventory", description="Count things.", epilog="Be careful.")
    parser.add_argument("sections", nargs="*", help="what to show")
    parser.add_argument("-v", "--verbose", action="count", default=0, help="say more")
    parser.add_argument("--limit", type=int, default=10, metavar="N", help="at most %(metavar)s (default: %(default)s)")
    parser.add_argument("--level", choices=[level.name.lower() for level in Level], default="low")
    parser.add_argument("--version", action="version", version="%(prog)s 1.0")
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--json", action="store_true")
    group.add_argument("--xml", action="store_true")
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    options = parse_arguments(arguments)
    inventory = Inventory()
    inventory.load(io.StringIO(TEXT))
    with section("arguments"):
        print(options)
    with section("report"):
        report(inventory, sys.stdout)
        print(inventory.rejected)
    with section("classify"):
        for thing in [*inventory.items(), Point(0, 4), Size(3), {"name": "n", "b": 1, "a": 2}, (1, 2, 3), 7]:
            print(classify(thing))
    with section("describe"):
        print(describe(1234567), describe([1, 2]), describe(None), fibonacci(90), fibonacci.cache_info())
        stack = Stack[int]()
        stack.push(1)
        print(stack.pop(), len(stack), Stack[int], Point(1, 2)._replace(y=5), Size(2)._asdict(), Level(2) + 1, Flag.COLD | Flag.HEAVY)
        print(dataclasses.asdict(Item("x", Category.TOOL)), dataclasses.replace(Item("a", Category.FOOD), count=2))
        print(typing.get_type_hints(Item)["category"], typing.get_args(dict[str, list[int]]), int | None)
    for title, function in [("files", files), ("threads", threads), ("numbers", numbers)]:
        with section(title):
            function(inventory)
    for title, procedure in [("processes", processes), ("dates", dates), ("logs", logs), ("collecting", collecting)]:
        with section(title):
            procedure()
    with section("asyncio"):
        asyncio.run(main_loop())
    return Level[options.level.upper()].value - 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
