import functools
@functools.singledispatch
def gen(x): return "obj"
@gen.register
def _(x: int): return "int"

