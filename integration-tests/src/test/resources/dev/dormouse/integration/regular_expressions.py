"""What the types of re do and say, mistakes included. Prints one line per expression."""

import copy
import pickle
import re
import _sre

SETUP = {
    're': re,
    '_sre': _sre,
    'copy': copy,
    'pickle': pickle,
    'p': re.compile('(a)(?P<n>b)?'),
    'b': re.compile(b'(a)'),
}
SETUP['m'] = SETUP['p'].match('ac')


class Text(str):
    pass


SETUP['Text'] = Text


def numbered(m):
    return '<%d>' % m.start()


SETUP['numbered'] = numbered

EXPRESSIONS = r'''
p.match(1)
p.match(b'a')
b.match('a')
p.match()
p.match('a', 1, 2, 3)
p.match('a', pos='x')
p.match(string='abc', pos=0, endpos=2)
p.match('abc', 10**30)
p.match('ab', 10), p.match('ab', -5), p.search('ab', 1, 0)
re.compile('').match('abc', 3, 1)
p.fullmatch('ab'), p.fullmatch('abc'), p.fullmatch('abc', 0, 2)
p.sub('x')
p.sub(1, 'abc')
p.sub('x', 1)
p.sub('x', 'aaa', count=1), p.sub('x', 'aaa', -1), p.sub('x', 'zzz')
p.sub(lambda m: 1, 'aaa')
p.sub(lambda m: None, 'aaa')
p.subn(lambda m: 'z', 'aabab')
p.subn(numbered, 'xaabab', 2)
p.sub('\\g<n>-', 'aabab'), p.sub('[\\1]', 'aabab'), p.sub('[\\g<0>|\\g<1>]', 'aabab')
p.sub('\\9', 'aab')
p.sub('\\g<q>', 'aab')
p.sub('\\g<n', 'aab')
p.sub('\\g', 'aab')
p.sub('\\q', 'aab')
p.sub('\\', 'aab')
p.sub('\\n\\.\\0\\123\\07', 'aab')
p.sub('\\777', 'aab')
p.sub(b'x', 'aab')
p.sub(b'\\1', 'aab')
b.sub('x', b'aab')
b.sub('\\1', b'aab')
b.sub(b'<\\1>', b'aab'), b.sub(b'\\g<0>', bytearray(b'aab')), b.sub(b'x', memoryview(b'aab'))
b.sub(bytearray(b'\\1'), b'aab')
b.sub(bytearray(b'z'), b'aab')
p.split('xabyaz'), p.split('xabyaz', maxsplit=1), p.split('xabyaz', -1)
p.findall('abac'), re.findall('a', 'aba'), re.findall('(a)', 'aba'), re.findall('(x)?', 'a')
list(p.finditer('abac'))
type(p.finditer('abac')), type(p.scanner('abac'))
p.scanner('abac').pattern, p.scanner('abac').search(), p.scanner('xa').match()
p.pattern, p.flags, p.groups, p.groupindex, type(p.groupindex)
repr(p), str(p)
p == re.compile('(a)(?P<n>b)?'), p != 1, p == 1, p == re.compile('(a)(?P<n>b)?', re.I)
hash(p) == hash(re.compile('(a)(?P<n>b)?'))
p < p
copy.copy(p) is p, copy.deepcopy(p) is p, copy.copy(m) is m, copy.deepcopy([m])[0] is m
pickle.loads(pickle.dumps(p)) == p
re.Pattern[str], re.Match[bytes]
re.Pattern()
re.Match()
type(p.scanner('a'))()
type('Sub', (re.Pattern,), {})
p.foo
p.__dict__
setattr(p, 'foo', 1)
setattr(p, 'pattern', 1)
setattr(m, 'foo', 1)
m.group(), m.group(0), m.group(1, 2), m.group('n'), m.group('n', 1), m.group(True)
m.group(3)
m.group('x')
m.group(-1)
m.group(1.5)
m.group(None)
m.group(10**40)
m[0], m[1], m['n'], m[2]
m[3]
m[:]
m.groups(), m.groups('d'), m.groups(default=1)
m.groupdict(), m.groupdict('d'), m.groupdict(default=4)
m.start(), m.start(1), m.start('n'), m.end(), m.end(1), m.end('n'), m.span(), m.span(2)
m.start(5)
m.end('q')
m.span(9)
m.pos, m.endpos, m.lastindex, m.lastgroup, m.re, m.string, m.regs
m.regs is m.regs
m.expand('[\\1\\2]'), m.expand('\\g<n>')
m.expand('\\7')
m.expand(b'x')
repr(m), bool(m), m == m
len(m)
iter(m)
re.compile('a', re.I | re.M | re.S | re.X | re.A)
re.compile('a' * 300)
re.compile(b'a', re.L), re.compile('a', re.U), re.compile('x', 0x4000)
_sre.compile('x', 0, [1], 0, {}, ())
_sre.compile('x', 0, [99], 0, {}, ())
_sre.compile('x', 0, [], 0, {}, ())
_sre.compile('x', 0, [1], 0, {}, [])
_sre.compile('x', 0, [1], 0, [], ())
_sre.compile('x', 0, (1,), 0, {}, ())
_sre.compile('x', 0, [-1], 0, {}, ())
_sre.compile('x', 0, [2**32], 0, {}, ())
_sre.compile('x', 0, ['a'], 0, {}, ())
_sre.compile(5, 0, [1], 0, {}, ())
_sre.compile(None, 0, [1], 0, {}, ()).match(b'a')
_sre.compile(None, 0, [1], 0, {}, ())
_sre.compile('x', 0, [1], 0, {})
_sre.MAGIC, _sre.CODESIZE, _sre.MAXREPEAT, _sre.MAXGROUPS, _sre.getcodesize()
_sre.ascii_iscased(65), _sre.ascii_iscased(300), _sre.ascii_tolower(65)
_sre.unicode_iscased(0xdf), _sre.unicode_tolower(0x130)
_sre.ascii_iscased('a')
[x.__name__ + str(x.__text_signature__) for x in (p.match, p.sub, p.split, m.start, m.groups)]
type(p), type(m), p.match.__qualname__, type(p).flags, type(p).groupindex, type(m).regs
re.sub('', '-', 'abc'), re.sub('x*', '-', 'axb'), re.split('x*', 'axbc'), re.split('(x)*', 'axbc')
b.findall(memoryview(b'aba')), b.split(bytearray(b'xay')), b.match(bytearray(b'ab')).group()
b.match(memoryview(b'aabb')[::2])
b.match(b'ab'), re.match('.*', 'x' * 100)
type(re.sub('X', 'y', Text('aXb'))), type(re.sub('Q', 'y', Text('aXb')))
type(re.match('.*', Text('Xb')).group()), type(re.split('Q', Text('Xb'))[0])
re.match('.*', Text('Xb')).string.__class__
re.Scanner([('a', lambda s, t: t.upper()), ('b+', None), ('c', 1)]).scan('abbacd')
re.escape('a.b*c'), re.escape(b'a b')
re.compile(re.compile('a'), re.I)
re.compile(5)
re.compile('(')
re.compile('a**')
re.compile('(?P<1>a)')
re.compile('(?P<a>)(?P<a>)')
re.compile('[b-a]')
re.compile('(?<=a*)b')
re.compile('\\1')
re.compile('x{3,2}')
re.compile('(?i')
re.compile('a(?i)b')
re.compile(b'\\u1234')
re.match('(?P<q>a)(?P=q)', 'aa').lastgroup
re.sub('(?P<q>a)', r'\g<q>\g<0>', 'ba'), re.sub('a', r'\n\t\\', 'ba')
[x.span() for x in re.finditer('a|', 'aab')]
re.match('((x)|y|z)*', 'xyz').groups(), re.match('(a)|(b)', 'b').regs
re.search('\N{GREEK SMALL LETTER SIGMA}', '\N{GREEK CAPITAL LETTER SIGMA}', re.I)
re.findall(r'\w+', 'na\xefve \u4e2d\u6587 \U0001d400x'), re.findall(r'(?a)\w+', 'na\xefve')
re.sub('\U0001f600', r'<\g<0>>', 'a\U0001f600b'), re.search('b', 'a\U0001f600b').span()
re.split('(\\s)', 'a b\u2003c'), re.findall('.', 'a\ud800b')
'''


def main():
    for expression in EXPRESSIONS.strip().splitlines():
        try:
            result = repr(eval(expression, dict(SETUP)))
        except Exception as e:
            result = '%s: %s' % (type(e).__name__, e)
        print(expression, '->', ascii(result))


main()
