"""Every XML file below the directories given, by all ways into xml.etree.ElementTree."""

import io
import os
import sys
import xml.etree.ElementTree as ET


def dump(tree):
    for e in tree.iter():
        print(e.tag if isinstance(e.tag, str) else e.tag.__name__, e.attrib, ascii(e.text), ascii(e.tail))


def attempt(what, f):
    try:
        print(what, f())
    except (ET.ParseError, LookupError, ValueError) as e:
        print(what, type(e).__name__, e, getattr(e, "position", None))


def in_pieces(data, size):
    parser = ET.XMLParser(target=ET.TreeBuilder(insert_comments=True, insert_pis=True))
    for at in range(0, len(data), size):
        parser.feed(data[at:at + size])
    return parser.close()


def events(data):
    kinds = "start", "end", "start-ns", "end-ns", "comment", "pi"
    for event, what in ET.iterparse(io.BytesIO(data), kinds):
        if isinstance(what, ET.Element):
            what = what.tag if isinstance(what.tag, str) else what.text
        print(event, ascii(what))


files = []
for root in sys.argv[1:]:
    for directory, subdirectories, names in os.walk(root):
        subdirectories[:] = sorted(d for d in subdirectories if d != "target" and not d.startswith("."))
        files += [os.path.join(directory, name) for name in sorted(names) if name.endswith(".xml")]
print(len(files))
for file in files:
    print(os.path.basename(file))
    with open(file, "rb") as stream:
        data = stream.read()
    attempt("tree", lambda: dump(ET.parse(file)))
    attempt("text", lambda: len(ET.tostring(ET.fromstring(data))))
    attempt("str", lambda: len(ET.tostring(ET.fromstring(data.decode("utf-8", "replace")))))
    for size in 7, 1000:
        attempt("pieces", lambda: dump(in_pieces(data, size)))
    attempt("events", lambda: events(data))
    attempt("canonical", lambda: ascii(ET.canonicalize(from_file=file, with_comments=True)))
