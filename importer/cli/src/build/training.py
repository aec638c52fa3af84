# What the AOT cache is trained on: the classes that starting a tool loads, and few others, since each class in the cache
# costs a little in every run.
import runpy
import sys

print("hi")
print(f"{1.5:.2f} {'text':>8}", file=sys.stderr)
