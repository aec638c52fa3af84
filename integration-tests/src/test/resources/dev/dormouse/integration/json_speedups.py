"""The scanner and the encoder behind json. Prints one line per case."""

import _json

class J(ValueError):

    def __init__(s, m, d, p):
        ValueError.__init__(s, '%s %r' % (m, p))
import sys

class M:
    pass
m = type(sys)('json.decoder')
m.JSONDecodeError = J
sys.modules['json.decoder'] = m
p = type(sys)('json')
p.decoder = m
p.__path__ = []
sys.modules['json'] = p


def show(f, *a, **k):
    try:
        r = ascii(f(*a, **k))
    except Exception as e:
        r = type(e).__name__ + ': ' + ascii(str(e))
    print(r)

class C:
    strict = True
    object_hook = None
    object_pairs_hook = None
    parse_float = float
    parse_int = int
    parse_constant = lambda self, x: 'C' + x
c = C()
s = _json.make_scanner(c)
for d in ['1', '-1', '1.5', '1e5', '1E+5', '-0', '01', '-', '1.', '.5', '1e', '"a"', '"a', '"\\u0041\\n"', '"\\ud83d\\ude00"', '"\\ud83d"', '"\\u12"', '"\\x"', '"a\nb"', '"\\', '[]', '[1]', '[1,]', '[1 2]', '[', '[1', '{}', '{"a":1}', '{"a":1,}', '{"a" 1}', '{a:1}', '{"a":}', '{"a":1 "b":2}', '{"a":1,"b":[{},[]]}', 'null', 'nul', 'true', 'false', 'NaN', 'Infinity', '-Infinity', '-I', ' 1', '{"a":1', '{', '{"a"', '{"a":', '[ ]', '{ }', '[1 , 2 ]', '{ "a" : 1 , "b" : 2 }', '"€😀"x', '[😀', '123456789012345678901234567890', '1.7976931348623157e400', '"\\/\\b\\f\\r\\t\\""', 'tru', '[,', '{,', '{"a":1,2}', '"\x1f"']:
    show(s, d, 0)
show(s, '', 0)
show(s, '1', 5)
show(s, '1', -1)
show(s, 1, 0)
show(s, '😀"😀"1', 1)
show(s, '😀"😀"1', 3)
c.object_hook = lambda d: ('H', d)
s2 = _json.make_scanner(c)
show(s2, '{"a":{"b":1}}', 0)
c.object_pairs_hook = lambda l: ('P', l)
c.parse_float = lambda x: 'F' + x
c.parse_int = lambda x: 'I' + x
c.strict = False
s3 = _json.make_scanner(c)
show(s3, '{"a":[1,2.5,"\n"]}', 0)
show(s3, '{}', 0)
print(s.strict, s3.strict, s.parse_float, s.object_hook)
show(_json.scanstring, 'abc"d', 0)
show(_json.scanstring, '😀abc"d', 1)
show(_json.scanstring, 'a\nb"', 0)
show(_json.scanstring, 'a\nb"', 0, False)
show(_json.scanstring, 1, 0)
show(_json.scanstring, 'a', 5)
for x in ['a', '\x00"\\\n\r\t\x0c\x08\x7f/', '€😀', '\ud800']:
    show(_json.encode_basestring_ascii, x)
    show(_json.encode_basestring, x)
show(_json.encode_basestring, 1)

def default(o):
    if o is E:
        return [1, E]
    if isinstance(o, set):
        return sorted(o)
    raise TypeError('no')
E = object()
e = _json.make_encoder({}, default, _json.encode_basestring_ascii, None, ': ', ', ', False, False, True)

class I(int):

    def __repr__(s):
        return 'I'

class S(str):
    pass
for o in [None, True, 1, 1.5, 1e+100, float('nan'), 'a', [1, [2, (3,)]], {}, {'a': 1, 'b': {'c': None}}, {1: 2, 1.5: 3, True: 4, None: 5, False: 6}, {(1,): 2}, {3}, I(5), S('x'), 10 ** 30, [], (), {1: {2: []}}, object(), float('inf'), [True, None]]:
    show(e, o, 0)
l = []
l.append(l)
show(e, l, 0)
d = {}
d['a'] = d
show(e, d, 0)
show(e, E, 0)
e2 = _json.make_encoder(None, default, lambda s: '<' + s + '>', None, ':', ',', True, True, False)
for o in [{'b': 1, 'a': 2}, {(1,): 2, 'x': 1}, float('nan'), ['q'], {1: 2, 0: 1}, {1: 1, 'a': 2}]:
    show(e2, o, 0)
x = []
for _ in [0] * 2000:
    x = [x]
show(e, x, 0)
show(s, '[' * 5000, 0)
show(_json.make_encoder, 1, 2, 3)
