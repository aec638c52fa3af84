"""Enumerations, a pattern, a logger, a partial: what modules have at top level."""
import enum
import logging
import re
from functools import partial

log = logging.getLogger(__name__)
PATTERN = re.compile(r"(\w+)-(\d+)", re.I)


class Kind(enum.Enum):
    A = 1
    B = "b"

    def low(self):
        return self.name.lower()


class Size(enum.IntFlag):
    S = 1
    M = 2
    SM = 3


BOTH = Size.S | Size.M
double = partial(int.__mul__, 2)
