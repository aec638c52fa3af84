"""What the tests of code objects and tracebacks ask of CPython's C module: whether code objects have columns."""


def get_config():
    return {"code_debug_ranges": 1}
