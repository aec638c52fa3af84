"""Coroutines that nobody awaits, made inside functions."""

import gc
import sys
import warnings


def collected(function):
    function()
    gc.collect()


async def unawaited():
    pass


def show(message, category, filename, lineno, file=None, line=None):
    print(category.__name__, str(message).split("\n")[:2])


warnings.showwarning = show
collected(lambda: unawaited() and None)
collected(lambda: unawaited().close())
sys.set_coroutine_origin_tracking_depth(1)
collected(lambda: unawaited() and None)
