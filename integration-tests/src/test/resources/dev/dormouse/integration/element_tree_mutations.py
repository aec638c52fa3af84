"""Trees that change under the hands of what goes through them, and targets that meddle with their parser."""
import copy
import pickle
import re
import xml.etree.ElementTree as ET

def show(what, f, *arguments, **keywords):
    try:
        result = re.sub('0x[0-9a-f]+', '0x', repr(f(*arguments, **keywords)))
    except BaseException as x:
        result = type(x).__name__ + ': ' + str(x)
    print(what, '|', result)
E = ET.Element

class Evil:

    def __init__(s, e, f):
        s.e = e
        s.f = f

    def __eq__(s, o):
        s.f(s.e)
        return False
    __hash__ = None

def clear(e):
    e.clear()

def mk(n=5, tag=None, f=clear):
    e = E('r')
    for i in range(n):
        ET.SubElement(e, Evil(e, f) if i == 1 else 'x%d' % i)
    return e
for nm in ('find', 'findall', 'findtext', 'iterfind', 'iter'):
    for f in (clear, lambda e: e.append(E('q')) if len(e) < 50 else None, lambda e: e.__delitem__(slice(0, 3))):
        e = mk(f=f)
        show(nm, lambda: list(getattr(e, nm)('x4')) if nm in ('iter', 'iterfind') else getattr(e, nm)('x4'))

class EvilE(E):

    def __init__(s, p, f):
        super().__init__('ee')
        s.p = p
        s.f = f

    def __eq__(s, o):
        s.f(s.p)
        return s.v
    __hash__ = None
    v = False
for v in (True, False):
    for f in (clear, lambda e: e.append(E('q')), lambda e: e.__delitem__(slice(0, 3))):
        EvilE.v = v
        e = E('r')
        e.extend([E('a'), EvilE(e, f), E('b')])
        show('remove', e.remove, E('zz'))
        show('len', len, e)

class Ix:

    def __init__(s, e, v):
        s.e = e
        s.v = v

    def __index__(s):
        s.e.clear()
        return s.v
e = mk(10)
show('ix', lambda: e[Ix(e, 3)])
e = mk(10)
show('ixs', lambda: e[Ix(e, 3):Ix(e, 8)])
e = mk(10)
show('ixss', lambda: e[Ix(e, 3):Ix(e, 8):2])
e = mk(10)
show('ixd', lambda: e.__delitem__(slice(Ix(e, 1), 8, 2)))
e = mk(10)
show('ixset', lambda: e.__setitem__(slice(Ix(e, 1), 8), [E('z')]))
show('l', len, e)
e = mk(10)
show('ixset1', lambda: e.__setitem__(Ix(e, 1), E('z')))
e = mk(10)
show('insert', lambda: e.insert(Ix(e, 5), E('z')))
show('l', len, e)

def gen(e):
    e.clear()
    yield E('k')
    e.clear()
e = mk(10)
show('gen', lambda: e.__setitem__(slice(2, 8), gen(e)))
show('l', len, e)
e = mk(10)
show('gen2', lambda: e.__setitem__(slice(2, 8, 2), gen(e)))
show('l', len, e)
e = mk(10)
show('extend', lambda: e.extend(gen(e)))
show('l', len, e)
e = mk(10)
show('extself', lambda: e.extend(e))
show('l', len, e)
e = mk(10)
e[:] = e
show('l', len, e)
e = E('r')
e.append(e)
show('deepcopy', copy.deepcopy, e)
show('repr', repr, e)
it = e.iter()
show('iter', lambda: [next(it) for _ in range(1000)] and 1)
e = root = E('a')
for i in range(100000):
    e = ET.SubElement(e, 'x')
show('deepiter', lambda: sum((1 for _ in root.iter())))
show('deepstr', ET.tostring, root)
show('pickle', pickle.dumps, root)
show('deepxml', lambda: ET.fromstring('<a>' * 100000 + '</a>' * 100000))
show('comments', lambda: len(ET.fromstring('<a>' + 'text<!-- -->' * 100000 + '</a>').text))
e = E('a')
e.text = [1]
show('text', lambda: e.text)
show('itertext', lambda: list(e.itertext()))

class B:

    def __bool__(s):
        e.clear()
        return True
e.append(E('b'))
e[0].tail = B()
e.text = B()
show('itertext', lambda: list(e.itertext()))

class T:

    def __init__(s, f):
        s.f = f

    def start(s, tag, a):
        s.f(s.p)

    def data(s, d):
        s.f(s.p)

    def close(s):
        return 'closed'
MEDDLING = (
    lambda p: p.feed('<b/>'), lambda p: p.close(), lambda p: p.__init__(), lambda p: p.__init__(target=T(0)),
    lambda p: p._setevents([]), lambda p: 1 / 0, lambda p: p._parse_whole(open('/dev/null')),
)
for f in MEDDLING:
    T_ = T(f)
    p = ET.XMLParser(target=T_)
    T_.p = p
    show('feed', p.feed, '<a>xx<c/>')
    show('again', p.feed, '</a>')
    show('close', p.close)
    show('close', p.close)

class TB(ET.TreeBuilder):

    def start(s, tag, a):
        super().start(tag, a)
        p.feed('<z/>')
p = ET.XMLParser(target=TB())
show('tb', p.feed, '<a><b/></a>')

class Q(list):

    def append(s, x):
        p.feed('<q/>')
p = ET.XMLParser()
p._setevents(Q(), ('start', 'end'))
show('q', p.feed, '<a><b/></a>')
show('qclose', p.close)

class Q2(list):

    def append(s, x):
        p._setevents([], ['end'])
        p.target.end('x')
        p.target.end('x')
        p.target.end('x')
p = ET.XMLParser()
p._setevents(Q2(), ('start', 'end'))
show('q', p.feed, '<a><b/></a>')
show('qclose', p.close)
b = ET.TreeBuilder(element_factory=lambda t, a: None)
show('f', b.start, 'a', {})
show('f', b.data, 'x')
show('f', b.start, 'b', {})
show('f', b.close)
b = ET.TreeBuilder(element_factory=lambda t, a: 3)
show('f', b.start, 'a', {})
show('f', b.data, 'x')
show('f', b.end, 'b')
show('f', b.close)
b = ET.TreeBuilder(comment_factory=lambda t: b.data('zz'), insert_comments=True)
b.start('a', {})
b.data('x')
show('c', b.comment, 'k')
show('e', b.end, 'a')
p = ET.XMLParser(target=ET.TreeBuilder(comment_factory=lambda t: p.feed('x')))
show('cf', p.feed, '<a><!--x--></a>')
show('ns', lambda: ET.XMLParser.__new__(ET.XMLParser).feed('x'))
b = ET.TreeBuilder.__new__(ET.TreeBuilder)
show('nb', b.start, 'a', {})
show('nb', b.comment, 'c')
show('nb', b.pi, 'c')
e = E.__new__(E)
show('ne', repr, e)
show('ne', ET.tostring, e)

class MyDict(dict):

    def copy(s):
        1 / 0
show('md', E, 'a', MyDict(x=1))
e = E('a')
e.attrib = MyDict(y=2)
show('md', e.items)
show('md', copy.deepcopy, e)
