"""xml.etree.ElementTree over _elementtree: what its classes have, do and refuse."""

import copy
import itertools
import pickle
import re
import weakref
import _elementtree
import xml.etree.ElementTree as ET
from xml.etree.ElementTree import Element, SubElement, TreeBuilder, XMLParser

print([name for name in dir(_elementtree) if not name.startswith("__")])
for cls in Element, TreeBuilder, XMLParser, ET.ParseError:
    print(cls, cls.__mro__, cls.__doc__)
    for name, value in sorted(vars(cls).items()):
        if not name.startswith("__") or name in ("__copy__", "__deepcopy__", "__getstate__", "__setstate__"):
            print(name, type(value).__name__, getattr(value, "__text_signature__", None), value.__doc__)


def show(f, *arguments, **keywords):
    try:
        result = f(*arguments, **keywords)
    except BaseException as e:
        result = type(e).__name__, str(e)
    print(re.sub("0x[0-9a-f]+", "0x", repr(result)))


def tags(elements):
    return [e.tag for e in elements]


print("construction")
show(Element)
show(Element, 1, 2)
show(Element, "a", {}, 3)
show(lambda: Element("a", {"x": "1"}, y="2", attrib="q").attrib)
show(lambda: Element("a", attrib={"x": "1"}, y="2").attrib)
show(Element, "a", attrib=3)
show(SubElement)
show(SubElement, 1, 2)
show(SubElement, Element("a"))
show(SubElement, Element("a"), "b", 3)
show(SubElement, Element("a"), "b", attrib=3)
show(lambda: SubElement(Element("a"), "b", {"q": 1}, z="2").attrib)
show(_elementtree._set_factories, 1, 2)
show(_elementtree._set_factories, None, 2)

print("sequence")
e = Element("a")
for i in range(8):
    SubElement(e, "c%d" % i, i=str(i))
show(e.append, 1)
show(e.extend, 1)
show(e.extend, [1])
show(e.insert, "x", Element("b"))
show(e.insert, 0, 3)
show(e.remove, 3)
show(e.remove, Element("q"))
for key in "x", 100, -100, 2**80, None, slice("a", 3), slice(1, 3, 0):
    show(e.__getitem__, key)
    show(e.__setitem__, key, Element("b"))
    show(e.__delitem__, key)
show(e.__setitem__, 0, 3)
show(e.__setitem__, slice(0, 8, 2), [1, 2])
show(e.__setitem__, slice(0, 8, 2), [1, 2, 3, 4])
show(e.__setitem__, slice(0, 2), 3)
show(e.__setitem__, slice(0, 2), [3])
show(bool, e)
show(iter, e)
show(len, e)
for at in 3, -2, -100, 100:
    e.insert(at, Element("n%d" % at))
print(tags(e))
for start, stop, step in itertools.product([None, 0, 3, -2, -20, 20], [None, 0, 5, -1, -20, 20], [None, 2, -1, -3]):
    key = slice(start, stop, step)
    children = [Element(str(i)) for i in range(8)]
    x = Element("x")
    x[:] = children
    selected = tags(x[key])
    del x[key]
    left = tags(x)
    x[:] = children
    x[key] = [Element("n%d" % i) for i in range(len(selected))]
    print(start, stop, step, selected, left, tags(x))
for length in 0, 1, 5, 12:
    x[:] = children
    x[2:5] = [Element("n%d" % i) for i in range(length)]
    print(tags(x))

print("search")
e = ET.XML("<a xmlns:p='u'>1<b k='v'>2<c/>3</b>4<p:b>5</p:b>6<b/></a>")
for path in "b", "c", "b/c", "{u}b", "{*}b", ".//c", "*", b"b", 3, None, "b[1]", "b[", "@k", "":
    for method in e.find, e.findall, e.findtext, e.iterfind:
        show(lambda: list(method(path)) if method == e.iterfind else method(path))
show(e.find, "p:b", {"p": "u"})
show(e.findtext, "z", "none")
show(e.findtext, "p:b", default=None, namespaces={"p": "u"})
show(e.find)
show(e.find, "b", None, None)
for tag in None, "*", b"*", "b", 1:
    show(lambda: tags(e.iter(tag)))
show(e.iter, tag="b")
show(lambda: list(e.itertext()))
show(type(e.iter()))

print("copies")
show(e.__deepcopy__)
show(e.__deepcopy__, 3)
for state in 3, {}, {"x": 3, "tag": 1}, {"tag": 1, "_children": 3}, {"tag": 1, "_children": [3]}, {"tag": 1, 3: 3}:
    show(e.__setstate__, state)
e = Element("a", k="v")
e.text = "t"
SubElement(e, "b").tail = "tt"
show(e.__getstate__)
for twin in copy.copy(e), copy.deepcopy(e), *(pickle.loads(pickle.dumps(e, protocol)) for protocol in range(2, 6)):
    print(ET.tostring(twin), twin[0] is e[0], twin.attrib is e.attrib)
shared = {"x": [1]}
e.attrib = shared
e[0].attrib = shared
twin = copy.deepcopy(e)
print(twin.attrib is twin[0].attrib, twin.attrib["x"] is shared["x"], copy.copy(e).attrib is shared)


class Special(Element):
    pass


s = Special("a", x="1")
s.extra = 3
show(s.makeelement, "q", {})
show(copy.copy, s)
show(lambda: vars(pickle.loads(pickle.dumps(s))))

print("attributes")
show(e.get, "x")
show(e.get, "z", 3)
show(e.get, [])
show(e.keys)
show(e.items)
show(e.set, 1)
show(e.makeelement, 1)
show(e.makeelement, "a", 3)
show(setattr, e, "attrib", 3)
show(setattr, e, "other", 1)
for name in "tag", "text", "tail", "attrib":
    show(delattr, e, name)
e.tag = e
show(repr, e)
print(weakref.ref(e)() is e)
print([x.__sizeof__() for x in (Element("a"), Element("a", b="c"), ET.XML("<a><b/><b/><b/><b/><b/></a>"))])

print("builder")
show(TreeBuilder, 1, 2)
show(TreeBuilder, other=2)
b = TreeBuilder()
show(b.close)
show(b.end, "x")
show(b.start, "x")
show(b.start, "x", 3)
show(b.data, 3)
show(b.start, "a", {"k": 1})
show(b.data, 3)
show(b.data, "x")
show(b.end, "a")
show(lambda: b.close().text)
show(b.start, "q", {})
show(b.comment, "x")
show(b.pi, "x")
show(b.pi, "x", "y")
show(b.pi)
b = TreeBuilder()
b.start("a", {})
b.data(5)
b.end("a")
show(lambda: b.close().text)
for inserted in False, True:
    b = TreeBuilder(insert_comments=inserted, insert_pis=inserted)
    b.start("a", {})
    for i in range(3):
        b.start("b", {})
        for text in "", "x", "yy":
            b.data(text)
        b.comment("c")
        b.data("after")
        b.data("comment")
        b.pi("p", "i")
        b.data("after pi")
        b.end("b")
        b.data("tail")
        b.comment("c")
        b.data("more")
    b.end("a")
    b.data("ignored")
    show(b.start, "again", {})
    print(ET.tostring(b.close()))
b = TreeBuilder(lambda *arguments: arguments, comment_factory=str.upper, pi_factory=lambda *a: a)
show(b.start, "a", {})
show(b.comment, "c")
show(b.pi, "p")
show(b.start, "b", {})

print("parser")
show(XMLParser, 1)
show(XMLParser, encoding=3)
show(XMLParser, other=3)
p = XMLParser()
show(p.feed, 3)
show(p.feed)
show(p.feed, "<a>\ud800</a>")
show(p.close)
show(lambda: (p.entity, p.target, p.version))
show(p._setevents, 3)
show(p._setevents, [], ["other"])
show(p._setevents, [], [3])
show(p._setevents, [], 3)
show(XMLParser(target=3)._setevents, [])
show(XMLParser.__new__(XMLParser).feed, "")
for text in (
    "", "<", "<a", "<a>", "<a></b>", "<a>&foo;</a>", "<a/><b/>", "<a x='1' x='2'/>", "<p:a/>",
    '<?xml version="1.0" encoding="foo"?><a/>', b'<?xml version="1.0" encoding="foo"?><a/>',
    b'<?xml version="1.0" encoding="gbk"?><a/>', b'<?xml version="1.0" encoding="iso-8859-1"?><a>\xe9</a>',
    b'<?xml version="1.0" encoding="cp1252"?><a>\x80</a>', b"\xff\xfe<\x00a\x00/\x00>\x00",
    '<!DOCTYPE a [<!ENTITY b "x<c/>y">]><a>&b;</a>', '<!DOCTYPE a SYSTEM "foo"><a>\n&b;</a>',
    '<!DOCTYPE a SYSTEM "foo" [<!ATTLIST a b CDATA "d">]><a/>', "<a>\x01</a>", "<a>x]]></a>",
):
    try:
        print(ascii(text), ascii(ET.tostring(ET.fromstring(text), "unicode")))
    except ET.ParseError as e:
        print(ascii(text), e, e.code, e.position, e.args, e.msg, e.lineno)
    except Exception as e:
        print(ascii(text), repr(e))


class Target:
    """Says what it hears, and raises when it is told to."""

    def __init__(self, *names):
        for name in names:
            setattr(self, name, lambda *arguments, name=name: self.hear(name, *arguments))

    def hear(self, name, *arguments):
        print(name, arguments)
        if "raise" in arguments:
            raise LookupError(name)
        return name


ALL = "start_ns", "end_ns", "start", "end", "data", "comment", "pi", "doctype", "close"
TEXT = """<!DOCTYPE a PUBLIC "p" "s}t" [<!ENTITY e "f">]>
<a xmlns="u" xmlns:p="v" p:x="y" z="1"><!--c--><p:b>&e;&g;</p:b><?pi data?><c xmlns=""/>\ntext</a>"""
for names in ALL, ("data", "start"), ("end_ns",), ():
    parser = XMLParser(target=Target(*names))
    parser.entity["g"] = "from the dict"
    show(parser.feed, TEXT)
    show(parser.close)
for text in "<a><raise/></a>", "<a>raise</a>", "<a><!--raise--></a>", "<a/>":
    parser = XMLParser(target=Target(*ALL))
    show(parser.feed, text)
    show(parser.feed, "<more/>")
    show(parser.close)


class Ignored(XMLParser):
    doctype = print


import warnings

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    Ignored().feed("<!DOCTYPE a><a/>")
print([(w.category.__name__, str(w.message)) for w in caught])
