"""The library over the parser: trees, documents, SAX, property lists, remote calls."""

import datetime
import io
import plistlib
import xml.dom.minidom
import xml.dom.pulldom
import xml.etree.ElementTree as ET
import xml.sax
import xml.sax.handler
import xmlrpc.client

TEXT = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE order [<!ELEMENT order (item+)><!ENTITY who "Alice &amp; Bob"><!ATTLIST item unit CDATA "pc">]>
<order xmlns:x="urn:x" for="&who;">
  <item n="1" x:y="z">tea &#xe9;</item>
  <item n="2" unit="kg"><![CDATA[<coffee>]]></item><!-- none --><?go on?>
</order>
"""

root = ET.fromstring(TEXT)
print(ET.tostring(root, encoding="unicode"))
for element in root.iter():
    print(element.tag, sorted(element.attrib.items()), repr(element.text), repr(element.tail))
print([event + " " + e.tag for event, e in ET.iterparse(io.StringIO(TEXT), ("start", "end"))])
pull = ET.XMLPullParser(["start", "end", "comment", "pi", "start-ns", "end-ns"])
for at in range(0, len(TEXT), 10):
    pull.feed(TEXT[at:at + 10])
    print([(event, getattr(e, "tag", e) if not callable(getattr(e, "tag", None)) else e.text)
           for event, e in pull.read_events()])
pull.close()
print(ET.canonicalize(TEXT))
for bad in "<a>", "<a></b>", "<a>&x;</a>", "", "<a b='1' b='2'/>":
    try:
        ET.fromstring(bad)
    except ET.ParseError as e:
        print(bad, e, e.code, e.position)

document = xml.dom.minidom.parseString(TEXT)
print(document.toxml())
print(document.toprettyxml(indent=" "))
print(document.doctype.internalSubset, document.doctype.entities.length)
print([(kind, node.nodeName) for kind, node in xml.dom.pulldom.parseString(TEXT)])


class Events(xml.sax.handler.ContentHandler):
    def startElementNS(self, name, qname, attributes):
        print("start", name, qname, sorted(attributes.items(), key=str))

    def endElementNS(self, name, qname):
        print("end", name, qname)

    def characters(self, text):
        print("text", repr(text))

    def startPrefixMapping(self, prefix, uri):
        print("map", prefix, uri)


reader = xml.sax.make_parser()
reader.setFeature(xml.sax.handler.feature_namespaces, True)
reader.setContentHandler(Events())
reader.parse(io.BytesIO(TEXT.encode()))
try:
    xml.sax.parseString(b"<a><b></a>", xml.sax.handler.ContentHandler())
except xml.sax.SAXParseException as e:
    print(e, e.getLineNumber(), e.getColumnNumber())

values = {"a": [1, 2.5, True, b"\x00\xff"], "when": datetime.datetime(2020, 1, 2, 3, 4, 5), "t": "<&>"}
print(plistlib.dumps(values).decode())
print(plistlib.loads(plistlib.dumps(values)) == values)
print(xmlrpc.client.loads(xmlrpc.client.dumps((1, "two", [3.0], {"four": None}), "call", allow_none=True)))
