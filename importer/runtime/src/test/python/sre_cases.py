"""Writes test cases for the regular expression engine, with the answers of the Python that runs it.

    python3.11 sre_cases.py [--random N] [--seed S] [--max-code W] > sre-cases.txt

The recorded file in src/test/resources was written with the defaults. SreEngineTest also runs this script itself, with
another seed, when the system property dormouse.reference names an interpreter.

Lines (fields are separated by one space, numbers are hexadecimal):

    # text                                 a comment: the pattern and its flags as Python literals
    r KIND FLAGS ALL NAMES TEXT            the pattern: KIND t (text) or b (bytes), flags given, flags in force,
                                           group names as name=number,... or -, TEXT with \\HEX; escapes
    p GROUPS WORD...                       its program; the following subjects and cases are for it
    t TEXT, b TEXT                         a subject, text or bytes, with \\HEX; escapes
    METHOD POS ENDPOS [LASTINDEX SPAN...]  a case: METHOD m, f (fullmatch) or s; no result means no match;
                                           LASTINDEX and both ends of a SPAN are offset by one, so that 0 is "none"
    i POS ENDPOS [SPAN...]                 the whole matches that finditer gives
"""

import argparse
import random
import re
import re._compiler
import re._constants
import signal
import sys
import warnings

METHODS = {'m': 'match', 'f': 'fullmatch', 's': 'search'}


class Timeout(Exception):
    pass


def alarm(*args):
    raise Timeout


def escape(subject):
    codes = subject if isinstance(subject, bytes) else map(ord, subject)
    return ''.join(chr(c) if 32 < c < 127 and c != 92 else '\\%x;' % c for c in codes)


def span(pair):
    return '%x,%x' % (pair[0] + 1, pair[1] + 1)


def result(m):
    if m is None:
        return ''
    return ' %x %s' % ((m.lastindex or -1) + 1, ' '.join(map(span, m.regs)))


# Before 3.11.5 a possessive repeat whose last iteration failed could go on at a wrong place (gh-106052). Dormouse does not
# have this bug, so a case counts only where X*+ does what (?>X*) does.
POSSESSIVE_BUG = re.fullmatch('(?:ab?c)++', 'abca') is not None


def possessive_to_atomic(state, items):
    """Rewrites a parse tree in place; returns whether it changed."""
    changed = False
    for i, (op, av) in enumerate(items):
        if op is re._constants.POSSESSIVE_REPEAT:
            av = re._parser.SubPattern(state, [(re._constants.MAX_REPEAT, av)])
            items[i] = re._constants.ATOMIC_GROUP, av
            changed = True
        for part in parts(av):
            changed |= possessive_to_atomic(state, part)
    return changed


def parts(av):
    """The lists of instructions somewhere in an operand."""
    if isinstance(av, re._parser.SubPattern):
        yield av.data
    elif isinstance(av, (tuple, list)):
        if isinstance(av, list) and av and isinstance(av[0], tuple) and len(av[0]) == 2:
            yield av
        else:
            for item in av:
                yield from parts(item)


def without_possessive(pattern, flags):
    parsed = re._parser.parse(pattern, flags)
    if not possessive_to_atomic(parsed.state, parsed.data):
        return None
    return re._compiler.compile(parsed, flags)


class Writer:
    def __init__(self, max_code):
        self.max_code = max_code
        self.count = 0

    def pattern(self, pattern, flags, subjects):
        """Emits a pattern with its subjects: a list of (subject, [(pos, endpos), ...])."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter('ignore')
                parsed = re._compiler._parser.parse(pattern, flags)
                code = re._compiler._code(parsed, flags)
                compiled = re.compile(pattern, flags)
                other = without_possessive(pattern, flags) if POSSESSIVE_BUG else None
        except (re.error, OverflowError, ValueError):
            return
        if len(code) > self.max_code:
            return
        names = ','.join('%s=%x' % item for item in parsed.state.groupdict.items())
        out = ['# %r %d' % (pattern, flags),
               'r %s %x %x %s %s' % ('b' if isinstance(pattern, bytes) else 't', flags,
                                     parsed.state.flags | flags, escape(names) or '-',
                                     escape(pattern)),
               'p %x %s' % (parsed.state.groups - 1, ' '.join('%x' % c for c in code))]
        try:
            signal.setitimer(signal.ITIMER_REAL, 0.5)
            for subject, windows in subjects:
                kind = 'b' if isinstance(subject, bytes) else 't'
                out.append('%s %s' % (kind, escape(subject)))
                for pos, endpos in windows:
                    for letter, name in METHODS.items():
                        m = getattr(compiled, name)(subject, pos, endpos)
                        if other and result(m) != result(getattr(other, name)(subject, pos, endpos)):
                            continue
                        out.append('%s %x %x%s' % (letter, pos, endpos, result(m)))
                    found = [span(m.span()) for m in compiled.finditer(subject, pos, endpos)]
                    if other and found != [
                            span(m.span()) for m in other.finditer(subject, pos, endpos)]:
                        continue
                    out.append(' '.join(['i %x %x' % (pos, endpos)] + found))
        except (Timeout, SystemError):
            # SystemError: CPython itself met a group whose end lies before its start.
            return
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        self.count += sum(line[0] in 'mfsi' for line in out)
        print('\n'.join(out).encode('ascii', 'backslashreplace').decode())


class Patterns:
    """Random patterns: small ones, over few characters, so that they meet random subjects."""

    def __init__(self, rng):
        self.rng = rng
        self.groups = 0
        self.letters = 'ab'

    def pattern(self, letters):
        self.groups = 0
        self.open = set()
        self.letters = letters
        return self.alternatives(self.rng.choice([1, 2, 2, 3, 3]))

    def alternatives(self, depth):
        n = self.rng.choice([1, 1, 1, 2, 2, 3])
        return '|'.join(self.sequence(depth) for _ in range(n))

    def sequence(self, depth):
        return ''.join(self.item(depth) for _ in range(self.rng.choice([0, 1, 1, 2, 2, 3])))

    def char(self):
        return re.escape(self.rng.choice(self.letters))

    def item(self, depth):
        rng = self.rng
        atom = self.atom(depth)
        if atom[0] in '^$' or atom[:2] in (r'\b', r'\B', r'\A', r'\Z'):
            return atom
        if rng.random() < 0.45:
            atom += rng.choice(['*', '+', '?', '*', '+', '{2}', '{1,2}', '{0,1}', '{2,}', '{,3}'])
            atom += rng.choice(['', '', '', '?', '?', '+'])
        return atom

    def atom(self, depth):
        rng = self.rng
        if depth <= 0 or rng.random() < 0.45:
            kind = rng.random()
            if kind < 0.5:
                return self.char()
            if kind < 0.75:
                return self.charset()
            if kind < 0.83:
                return '.'
            if kind < 0.9:
                return rng.choice([r'\w', r'\W', r'\d', r'\D', r'\s', r'\S'])
            return rng.choice(['^', '$', r'\b', r'\B', r'\A', r'\Z'])
        kind = rng.random()
        if kind < 0.45:
            return self.group(depth)
        if kind < 0.65:
            return '(?:%s)' % self.alternatives(depth - 1)
        if kind < 0.72:
            return '(?>%s)' % self.alternatives(depth - 1)
        if kind < 0.79:
            return '(?=%s)' % self.alternatives(depth - 1)
        if kind < 0.84:
            return '(?!%s)' % self.alternatives(depth - 1)
        if kind < 0.89:
            fixed = rng.choice([self.char(), '.', self.char() + self.char(), '(%s)' % self.char()])
            if fixed[0] == '(':
                self.groups += 1
            return '(?<%s%s)' % (rng.choice('=!'), fixed)
        closed = [g for g in range(1, self.groups + 1) if g not in self.open]
        if closed and kind < 0.97:
            group = rng.choice(closed)
            if rng.random() < 0.6:
                return '(?:\\%d)' % group
            return '(?(%d)%s|%s)' % (group, self.sequence(depth - 1), self.sequence(depth - 1))
        flag = rng.choice(['i', 's', 'm', '-i', 's-i'])
        return '(?%s:%s)' % (flag, self.alternatives(depth - 1))

    def group(self, depth):
        self.groups += 1
        number = self.groups
        self.open.add(number)
        text = '(%s)' % self.alternatives(depth - 1)
        self.open.discard(number)
        return text

    def charset(self):
        rng = self.rng
        members = []
        for _ in range(rng.choice([1, 1, 2, 3])):
            kind = rng.random()
            if kind < 0.6:
                members.append(self.char())
            elif kind < 0.8:
                a, b = sorted([rng.choice(self.letters), rng.choice(self.letters)])
                members.append(re.escape(a) + '-' + re.escape(b))
            else:
                members.append(rng.choice([r'\w', r'\d', r'\s', r'\W']))
        return '[%s%s]' % (rng.choice(['', '', '^']), ''.join(members))


ALPHABETS = [
    'ab', 'ab', 'abc', 'abc', 'aAbB', 'ab\n', 'a_1 ', 'aB\u00e4\u00c4\u00df',
    'ksS\u017fK\u212a', '\u03b9\u1fbe\u0345\u0399a', '\u0436\u0416\u4e2da', 'a\U0001d400\U00010400\U00010428',
    'i\u0130\u0131I', '\u00b5\u03bc\u039c', '\u0660\u00b2\u2460\u3000 1', '\ufb05\ufb06a',
    'a\x1c\x85\u2028',
]


def windows(rng, n):
    yield 0, n
    if rng.random() < 0.3:
        yield rng.randrange(n + 2), rng.randrange(n + 2)


def random_cases(writer, rng, count):
    patterns = Patterns(rng)
    for _ in range(count):
        letters = rng.choice(ALPHABETS)
        pattern = patterns.pattern(letters)
        flags = 0
        for flag in (re.I, re.M, re.S):
            if rng.random() < 0.3:
                flags |= flag
        binary = letters.isascii() and rng.random() < 0.2
        if binary:
            flags |= rng.choice([0, re.L])
        elif rng.random() < 0.2:
            flags |= re.A
        subjects = []
        for _ in range(3):
            subject = ''.join(rng.choice(letters) for _ in range(rng.randrange(9)))
            if binary:
                subject = subject.encode('latin-1')
            subjects.append((subject, list(windows(rng, len(subject)))))
        writer.pattern(pattern.encode('latin-1') if binary else pattern, flags, subjects)


def library_cases(writer):
    """The table of CPython's own test suite, if this interpreter has it."""
    try:
        from test.re_tests import tests
    except ImportError:
        sys.exit('sre_cases.py: needs an interpreter with its test suite')
    for pattern, subject, *_ in tests:
        n = len(subject)
        subjects = [(subject, [(0, n), (1, n), (0, max(0, n - 1))]), (' ' + subject + '\n', [(0, n + 2)])]
        for flags in (0, re.I, re.M | re.A):
            writer.pattern(pattern, flags, subjects)
        try:
            pattern.encode('ascii')
            subject.encode('ascii')
        except UnicodeEncodeError:
            continue
        writer.pattern(pattern.encode(), re.L | re.I, [(subject.encode(), [(0, n)])])


SPECIAL = [
    # Long subjects and deep backtracking; nothing here may need stack in proportion.
    (r'(?:a|b)*c', 0, ['ab' * 300 + 'c', 'ab' * 300]),
    (r'(?:(a)|b)*?c', 0, ['ab' * 200 + 'c']),
    (r'(a*?)*?b', 0, ['a' * 40 + 'b']),
    (r'(?:(?:(a)x|a)y?)++', 0, ['axay', 'aay', 'axa']),
    (r'(?:(a)(?:b|c))++c', 0, ['abac', 'abacc', 'abcc']),
    (r'(a(?:b(c)?)?)+', 0, ['abcab', 'aabcabab', 'abca']),
    (r'(?:(a)|(b)|(c)){2,3}?(\1|\2)?', 0, ['abca', 'aab', 'bca']),
    (r'((a)|(b))*?((?<=a)c|b)', 0, ['abab', 'ac', 'abac']),
    (r'[\u0100-\u0200\u0400-\u04ff\U00010000-\U00010100]+', 0, ['a\u0101\u0430\U00010001z', 'abc']),
    (r'[^\u0100-\u0200\u0400-\u04ff]+', 0, ['a\u0101\u0430\U00010001z', 'abc']),
    ('[\U00010400-\U00010427x]+', re.I, ['X\U00010428\U00010400y']),
    ('[\u0100-\U00010400]+', re.I, ['\u00ff\u0101\U00010428\U00010400y']),
    (r'aab', 0, ['aaab', 'aaaaaab', 'aaa', 'ab aab']),
    (r'abab(a)?c', 0, ['abababac', 'ababac', 'ababababab']),
    (r'a(b)c', re.I, ['xABC', 'abc']),
    (r'\U0001f600+', 0, ['a\U0001f600\U0001f600', 'abc']),
    (r'(?<=(a))b(?=(c))', 0, ['abc', 'ab', 'aabc']),
    (r'(?<!ab)c', 0, ['abc', 'c', 'bc', 'aac']),
    (r'(?:){0,5}a', 0, ['a', '']),
    (r'(?:a?){3,}b', 0, ['aab', 'aaaab', 'b']),
    (r'(?:a??){3,}?b', 0, ['aab', 'aaaab', 'b']),
    (r'(x?)*y', 0, ['xxy', 'y', 'xx']),
    (r'\b', 0, ['', 'a', ' a b ']),
    (r'\B', 0, ['', 'a', ' ab ']),
    (r'$', re.M, ['', 'a\n', 'a\nb\n\n']),
    (r'(?m)^.*$', 0, ['a\nb\n\n', '']),
    (r'.*?,', 0, ['a,b,c', 'abc' * 50]),
    (r'(.+)\1', 0, ['abab', 'aaaaa', 'abcabd']),
    (r'(?i)(.+)\1', 0, ['abAB', 'aAaAa', '\u00e4\u00c4']),
    (r'(?a:(?i:\u00e4))', 0, ['\u00c4', '\u00e4']),
]


def special_cases(writer):
    for pattern, flags, subjects in SPECIAL:
        writer.pattern(pattern, flags, [(s, [(0, len(s))]) for s in subjects])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--random', type=int, default=500)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--max-code', type=int, default=150)
    args = parser.parse_args()
    signal.signal(signal.SIGALRM, alarm)
    writer = Writer(args.max_code)
    print('# Written by sre_cases.py; do not edit. Answers of CPython', sys.version.split()[0])
    special_cases(writer)
    library_cases(writer)
    random_cases(writer, random.Random(args.seed), args.random)
    print('#', writer.count, 'cases')


if __name__ == '__main__':
    main()
