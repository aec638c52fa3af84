# A coroutine awaits an iterator that has no throw(): the error is raised at the await, once.
class Deferred:
    def __iter__(self):
        return self

    def __await__(self):
        return self

    def __next__(self):
        return "waiting"


async def plain():
    return await Deferred()


async def stubborn():
    try:
        await Deferred()
    except KeyError:
        await Deferred()
        raise StopAsyncIteration("late")
    finally:
        print("left")


async def stopped():
    try:
        await Deferred()
    except ValueError:
        raise StopIteration(3)


def delegating():
    try:
        yield from Deferred()
    except ValueError as error:
        return error


def tried(action, *arguments):
    try:
        print(action(*arguments))
    except BaseException as error:
        print(repr(error), repr(error.__cause__))


for make in (plain, stubborn, stopped, delegating):
    for error in (ValueError("x"), KeyError("k")):
        made = make()
        print(make.__name__, made.send(None))
        tried(made.throw, error)
        tried(made.throw, error)
        tried(made.send, None)
