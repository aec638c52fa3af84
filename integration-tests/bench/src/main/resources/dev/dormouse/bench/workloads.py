# workloads.py SECONDS NAME: does one kind of work over and over, and prints how often it could in the first second and,
# for each second, in the second half of the time.
import json
import re
import sys
import time


def calls():
    def fib(n):
        return n if n < 2 else fib(n - 1) + fib(n - 2)

    return fib(15)


def loops():
    total = 0
    for i in range(5000):
        if i % 3:
            total += i * 2 % 7
    return total


class Account:
    def __init__(self, owner):
        self.owner = owner
        self.balance = 0

    def deposit(self, amount):
        self.balance += amount
        return self

    @property
    def rich(self):
        return self.balance > 100


def objects():
    accounts = [Account(i).deposit(i).deposit(1) for i in range(500)]
    return sum(1 for account in accounts if account.rich)


TEXT = """It was the dormouse that slept between them, fast asleep, and the other two were using it as a cushion,
resting their elbows on it, and talking over its head. """ * 10


def words():
    counts = {}
    for word in TEXT.lower().replace(",", "").split():
        counts[word] = counts.get(word, 0) + 1
    return "; ".join(f"{word}: {n}" for word, n in sorted(counts.items(), key=lambda item: -item[1]))


PATTERN = re.compile(r"\b(\w)(\w*)\b")


def patterns():
    return PATTERN.sub(lambda match: match[1].upper() + match[2], TEXT)


DOCUMENT = json.dumps([{"id": i, "name": f"name {i}", "tags": ["a", "b"], "ratio": i / 7} for i in range(100)])


def documents():
    return json.dumps(json.loads(DOCUMENT), indent=1)


def arithmetic():
    x = 0.0
    for i in range(1, 2000):
        x += 1.0 / (i * i) - x / i
    return pow(7, 10**30 + 57, 10**40 + 121), x


def generators():
    def numbers(n):
        for i in range(n):
            yield i

    def pairs(source):
        for i in source:
            yield i, i * i

    return sum(square for i, square in pairs(numbers(1000)) if i % 2)


def main():
    seconds = float(sys.argv[1])
    work = globals()[sys.argv[2]]
    start = now = time.perf_counter()
    times = first = half = 0
    middle = None
    while now - start < seconds:
        work()
        times += 1
        now = time.perf_counter()
        if now - start < 1:
            first = times
        if middle is None and now - start >= seconds / 2:
            middle, half = now, times
    print(first, (times - half) / (now - middle))


main()
