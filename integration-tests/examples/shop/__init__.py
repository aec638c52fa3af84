"""A shop."""
from .kinds import Kind, Size
from .goods import Item, Crate, cached, registry
from . import plugins
__version__ = "1.0"
