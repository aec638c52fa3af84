"""The reference's side of CompilerSpeed.

Reads the sources that a file lists. Then, for each line "c" on stdin, compiles all of them and prints the milliseconds
of processor time; for "m", the bytes that their code objects take.
"""
import sys
import time
import tracemalloc
import warnings

warnings.simplefilter("ignore")
sources = []
with open(sys.argv[1]) as names:
    for name in names.read().splitlines():
        with open(name, "rb") as f:
            sources.append((f.read(), name))


def compile_all():
    return [compile(text, name, "exec", 0, True, 0) for text, name in sources]


for line in sys.stdin:
    if line == "c\n":
        start = time.process_time()
        for text, name in sources:
            compile(text, name, "exec", 0, True, 0)
        print((time.process_time() - start) * 1000, flush=True)
    else:
        tracemalloc.start()
        kept = compile_all()
        print(tracemalloc.get_traced_memory()[0], flush=True)
        tracemalloc.stop()
