"""Reading and writing rows, and dialects. Prints one line per case."""

import _csv

class IO:

    def __init__(s):
        s.v = ''

    def write(s, x):
        s.v += x
        return len(x)

    def getvalue(s):
        return s.v


def show(f, *a, **k):
    try:
        r = ascii(f(*a, **k))
    except Exception as e:
        r = type(e).__name__ + ': ' + ascii(str(e))
    if ' at 0x' in r:
        r = r[:r.index(' at 0x')]
    print(r)
show(_csv.reader)
show(_csv.reader, 1)
show(_csv.writer, 1)
show(_csv.Dialect, delimiter='ab')
show(_csv.Dialect, delimiter=1)
show(_csv.Dialect, delimiter=None)
show(_csv.Dialect, quotechar='ab')
show(_csv.Dialect, quotechar=None)
show(_csv.Dialect, quotechar=None, quoting=0)
show(_csv.Dialect, quoting=9)
show(_csv.Dialect, lineterminator=None)
show(_csv.Dialect, quoting='a')
show(_csv.Dialect, escapechar='')
show(_csv.Dialect, quotechar='')
show(_csv.Dialect, lineterminator=1)
show(_csv.Dialect, delimiter='')
show(_csv.get_dialect, 'x')
show(_csv.unregister_dialect, 'x')
show(_csv.register_dialect, 1)
show(_csv.field_size_limit, 'a')
show(_csv.field_size_limit)
show(_csv.reader, [], 'nope')
show(_csv.Dialect, foo=1)
show(_csv.Dialect, 1, 2)
show(_csv.reader, [], foo=1)

def r(x, **k):
    try:
        print(ascii(list(_csv.reader(x, **k))))
    except Exception as e:
        print(type(e), e)
r([1])
r([b'a'])
r(['a\x00b'])
r(['"a'])
r(['"a'], strict=True)
r(['"a"b'], strict=True)
r(['a\nb'])
r(['a\r\nb'])
r(['a\rb'])
r(['1,a'], quoting=2)
r(['x' * 140000])
r(['a\\'], escapechar='\\', strict=True)
r(['a\\'], escapechar='\\')
for q in range(4):
    for esc in (None, '\\'):
        for dq in (True, False):
            for sk in (True, False):
                r(['a,b,"c,d",e', '"a""b", c,""', '', '1,2,"3"', '"x', 'y",z', 'a\\,b,\\"', '"a\\"b",c', ',', ' ,"q" ,x"y"z', 'a\r\n'], quoting=0 if q == 2 else q, escapechar=esc, doublequote=dq, skipinitialspace=sk)
r(['1,"a",2.5'], quoting=2)
r(['a;b'], delimiter=';')
r(["'a;b';c"], delimiter=';', quotechar="'")
r(['a😀b'], delimiter='😀')

def w(*rows, **k):
    try:
        o = IO()
        x = _csv.writer(o, **k)
        print([x.writerow(q) for q in rows], ascii(o.getvalue()))
    except Exception as e:
        print(type(e), e)
w(1)
w([1.5, None, 'a,b', 'a"b', 'a\nb', ''], [''], [None], [], ['a b'])
w(['a,b'], quoting=3)
w(['a,b'], quoting=3, escapechar='\\')
w([''], quoting=3)
w(['a"b'], doublequote=False)
w(['a"b'], doublequote=False, escapechar='\\')
w([1, 'a'], quoting=2)
w([1, 'a'], quoting=1)
w(['a\rb', '\x00'])
w(['\\'], escapechar='\\')
w([1.5, 2.0, 1e+100])
w(['a'], lineterminator='!')
w(['a!b'], lineterminator='!')
w([' a'], skipinitialspace=True)
for q in range(4):
    for esc in (None, '\\'):
        for dq in (True, False):
            w(['a,b', '"', 1, 2.5, None, 'x\\y', '', ' z', '\r'], [1], [''], quoting=q, escapechar=esc, doublequote=dq)

class D:
    delimiter = ';'
    quotechar = "'"
    doublequote = True
    quoting = 1
    lineterminator = '\n'
_csv.register_dialect('d', D)
show(_csv.list_dialects)
w(['a', "b'c"], dialect='d')
w(['a'], dialect=D, delimiter='|')
_csv.register_dialect('e', delimiter='\t')
x = _csv.get_dialect('e')
print(x.delimiter, x.quoting, x.escapechar, x.strict, ascii(x.lineterminator))
it = _csv.reader(['a', '"b', 'c"', 'd'])
print([(q, it.line_num) for q in it], it.dialect.delimiter)
_csv.unregister_dialect('d')
show(_csv.get_dialect, 'd')
o = IO()
_csv.writer(o).writerows([[1, 2], ['a', 'b']])
print(ascii(o.getvalue()))
show(_csv.field_size_limit, 10)
r(['x' * 11])
show(_csv.field_size_limit)
