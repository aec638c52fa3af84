"""What test_traceback asks of CPython's C module: whether code objects have columns."""


def get_config():
    return {"code_debug_ranges": 1}
