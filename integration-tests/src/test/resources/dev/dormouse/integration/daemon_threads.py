"""Generators and tasks that daemon threads are in the middle of when the program ends."""

import asyncio
import threading
import time

ready = [threading.Event() for i in range(2)]


def generator(n):
    try:
        yield n
    finally:
        print("closed", n)


def iterate():
    for x in generator("in a thread"):
        ready[0].set()
        time.sleep(1000)


async def wait():
    try:
        ready[1].set()
        await asyncio.sleep(1000)
    finally:
        print("cancelled")


threading.Thread(target=iterate, daemon=True).start()
threading.Thread(target=lambda: asyncio.run(wait()), daemon=True).start()
for event in ready:
    event.wait()
# The task's future is made a moment later.
time.sleep(0.1)
print("end")
