# Jumps by f_lineno from every line of a function to every other.
import sys

PLAIN = '''def f():
  out.append(1)
  for i in [1, 2]:
    out.append(3)
  try:
    out.append(5)
    1/0
  except ZeroDivisionError as e:
    out.append(8)
    out.append(9)
  with open('/dev/null') as g:
    out.append(11)
    out.append(12)
  try:
    out.append(14)
  finally:
    out.append(16)
  out.append(17)
  return 3
'''

NESTED = '''def f():
  def g():
    yield 1
    out.append(2)
  x = 3; y = [a for a in (1, 2)]
  out.append(4)
  while x:
    x -= 1
    if x == 1:
      out.append((7, x, *(k for k in (1,
        2))))
      continue
    out.append(8)
  else:
    out.append(10)
  match x:
    case 0:
      out.append(12)
  try:
    for q in g():
      raise KeyError
  except KeyError:
    for q in 1, 2:
      out.append(23)
      with open('/dev/null'):
        out.append(24)
  return 3
'''


def run(name, source, line, to, event="line"):
    out = []
    done = []
    events = 0

    def trace(frame, e, arg):
        nonlocal events
        if frame.f_code.co_name != "f":
            return None
        events += 1
        if events > 300:
            raise KeyboardInterrupt  # the jump made a loop without an end
        if e == event and frame.f_lineno == line and not done:
            done.append(1)
            try:
                frame.f_lineno = to
            except ValueError as problem:
                print(name, event, line, to, problem)
        return trace

    space = {"out": out}
    exec(source, space)
    sys.settrace(trace)
    try:
        space["f"]()
    except BaseException as e:
        out.append(repr(e))
    sys.settrace(None)
    print(name, event, line, to, out, sys.exc_info()[0])


for name, source in ("plain", PLAIN), ("nested", NESTED):
    last = source.count("\n")
    for line in range(2, last + 1):
        for to in range(0, last + 2):
            run(name, source, line, to)
for event in "call", "return", "exception", "opcode":
    for line in 1, 2, 7, 9:
        run("plain", PLAIN, line, 4, event)
