"""Documents, well-formed and not, whole and in pieces: every event with its place, and every error."""

from xml.parsers import expat


H=[n for n in dir(expat.ParserCreate()) if 'Handler' in n]
def run(doc, chunks, ns, omit=(), pe=0, enc=None, **opts):
    out=[]
    p=expat.ParserCreate(enc, ns)
    for k,v in opts.items(): setattr(p,k,v)
    p.SetParamEntityParsing(pe)
    def mk(name):
        def f(*a):
            out.append([name,repr(a) if name!='ExternalEntityRefHandler' else repr(a[1:]),p.CurrentLineNumber,p.CurrentColumnNumber,p.CurrentByteIndex])
            if name=='ExternalEntityRefHandler':
                ctx,base,sysid,pubid=a
                t=ENT.get(sysid)
                if t is None: return 1
                q=p.ExternalEntityParserCreate(ctx)
                q.Parse(t,True)
            return 1
        return f
    for h in H:
        if h in omit: continue
        setattr(p,h,mk(h))
    try:
        if chunks:
            for i in range(0,len(doc),chunks):
                p.Parse(doc[i:i+chunks], False)
            p.Parse(doc[:0], True)
        else:
            p.Parse(doc, True)
        out.append(['ok',p.CurrentLineNumber,p.CurrentColumnNumber,p.CurrentByteIndex])
    except expat.ExpatError as e:
        out.append(['err',str(e),e.code,e.lineno,e.offset,p.ErrorByteIndex])
    except Exception as e:
        out.append(['exc',type(e).__name__,str(e)])
    # join text events for chunked feeding
    return out
ENT={'ext.dtd':b'<?xml encoding="utf-8"?><!ELEMENT x (a|b)*><!ENTITY % p "<!ENTITY q \'Q\'>">%p;<![INCLUDE[<!ATTLIST a z CDATA "zz">]]><![IGNORE[<!ATTLIST a y CDATA "zz">]]>',
'ext.xml':b'text <b>in</b> ext', 'bad.xml': b'text <b>', 'enc.xml': b'<?xml version="1.0" encoding="latin-1"?>caf\xe9'}
docs=[b'<a/>', b'<a>', b'', b' ', b'<a></b>', b'<a>\r\nx\ry\nz]]</a>', b'<a>]]></a>', b'<a b="1" b="2"/>', b"<a b='1'c='2'/>", b'<a b="&lt;&#65;&#x42;&amp;\n x"/>',
b'<a>&foo;</a>', b'<a>&#0;</a>', b'<a>&#xD800;</a>', b'<a>&#1114112;</a>', b'<a>\x01</a>', b'<a>\xff</a>', b'<a>\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80</a>', b'<a>\xe2\x82', b'<a>\xe2\x82</a>',
b'<?xml version="1.0"?><a/>', b' <?xml version="1.0"?><a/>', b'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<a/>\n', b'<?xml version="1.0" encoding="nope"?><a/>', b'<?xml version="1.0" encoding="latin-1"?><a>\xe9</a>', b'<?xml version="1.0" encoding="utf-16"?><a/>', b'<?xml?><a/>', b'<?xml version="1.0" standalone="maybe"?><a/>', b'<?xml encoding="utf-8"?><a/>', b'<?xml version="1.0" encoding="iso-8859-1"?><a>\xe9 &#233;</a>', b"<?xml version='1.0' encoding='iso8859'?><s>%s</s>" % (b'a'*1030), b'<?xml version="1.0" encoding="us-ascii"?><a>\xe9</a>',
'<?xml version="1.0" encoding="utf-16"?><a>h\xe9</a>'.encode('utf-16'), '\ufeff<a>x</a>'.encode('utf-8'), '<a>\u20ac</b>'.encode('utf-16-le'), 
b'<a/>x', b'<a/><b/>', b'<a/>&x;', b'<a/> <!--c--> <?pi d?>\n', b'x<a/>', b'&x;<a/>', b'<a', b'<a b', b'<a b=', b'<a b="x', b'<', b'</a>', b'<!', b'<!-', b'<!--', b'<!-- x -', b'<!-- a -- b --><a/>', b'<!---->', b'<a><!-- c\r\nd --></a>', b'<?pi?><a/>', b'<?pi   some data ?><a/>', b'<?XML x?><a/>', b'<a><?xml version="1.0"?></a>', b'<a><![CDATA[x\r\ny]]]]></a>', b'<a><![CDATA[x', b'<a><![CDA', b'<a><![CDATX', b'<a><![CDATA[]]></a>', b'<a><![CDATA[<&>]]>]</a>',
b'<a xmlns="u" xmlns:p="v" p:q="1" r="2"><p:b/><c xmlns=""/></a>', b'<p:a/>', b'<a p:q="1"/>', b'<a xmlns:p=""/>', b'<a xmlns:xml="x"/>', b'<a xmlns:xmlns="x"/>', b'<a xmlns:q="http://www.w3.org/XML/1998/namespace"/>', b'<a xml:lang="de"/>', b'<a xmlns:p="u" xmlns:q="u" p:x="1" q:x="2"/>', b'<a:b:c/>', b'<:a/>', b'<a:/>',
b'<!DOCTYPE a><a/>', b'<!DOCTYPE a SYSTEM "ext.dtd"><a>&q;</a>', b'<!DOCTYPE a PUBLIC "-//X//Y" "ext.dtd"><a>&q;</a>', b'<!DOCTYPE a []><a/>', b'<!DOCTYPE a [ <!ENTITY e "x<b>y</b>z"> ]><a>&e;&e;</a>', b'<!DOCTYPE a [<!ENTITY e "&e;">]><a>&e;</a>', b'<!DOCTYPE a [<!ENTITY e "<b>">]><a>&e;</a>', b'<!DOCTYPE a [<!ENTITY e "</a>">]><a>&e;', b'<!DOCTYPE a [<!ENTITY e SYSTEM "ext.xml">]><a>&e;</a>', b'<!DOCTYPE a [<!ENTITY e SYSTEM "bad.xml">]><a>&e;</a>',b'<!DOCTYPE a [<!ENTITY e SYSTEM "enc.xml">]><a>&e;</a>', b'<!DOCTYPE a [<!ENTITY e SYSTEM "none.xml">]><a x="&e;"/>', b'<!DOCTYPE a [<!ENTITY e SYSTEM "x" NDATA n><!NOTATION n SYSTEM "y">]><a>&e;</a>',
b'<!DOCTYPE a [<!ENTITY e "v&#38;lt;"><!ATTLIST a x CDATA "d&e;" y NMTOKEN "  p  q " z (u|v) #IMPLIED w NOTATION (n|m) #REQUIRED f CDATA #FIXED "ff" i ID #IMPLIED>]><a y=" 1  2 "/>',
b'<!DOCTYPE a [\n<!ELEMENT a (b, (c|d)*, e?)+>\n<!ELEMENT b EMPTY><!ELEMENT c ANY><!ELEMENT d (#PCDATA)><!ELEMENT e (#PCDATA|f|g)*><!ELEMENT h (i)>\n]>\n<a/>', b'<!DOCTYPE a [<!ELEMENT a (b,c|d)>]><a/>', b'<!DOCTYPE a [<!ELEMENT a (#PCDATA|b)>]><a/>', b'<!DOCTYPE a [%x;]><a>&y;</a>', b'<!DOCTYPE a [<!ENTITY % p "<!ENTITY r \'R\'>">%p;]><a>&r;</a>', b'<!DOCTYPE a [<!ENTITY % p "x"><!ENTITY q "%p;">]><a/>', b'<!DOCTYPE a [<!NOTATION n PUBLIC "p"><!NOTATION m PUBLIC "p" "s">]><a/>', b'<!DOCTYPE a PUBLIC "{" "s"><a/>', b'<!DOCTYPE a SYSTEM><a/>', b'<!DOCTYPE><a/>', b'<!DOCTYPE a [<!FOO>]><a/>', b'<!DOCTYPE a [<!ENTITY a>]><a/>', b'<!DOCTYPE a [ x ]><a/>', b'<!DOCTYPE a [', b'<!DOCTYPE a', b'<!DOCTYPE a [<!-- c --><?pi d?>]><a/>', b'<!DOCTYPE a []', b'<!DOCTYPE a [<![INCLUDE[]]>]><a/>', b'<!DOCTYPE a [<!ENTITY lt "&#38;#60;">]><a>&lt;</a>', b'<!DOCTYPE a [<!ENTITY e "<x y=\'1\'>&f;</x>"><!ENTITY f "F">]>\n<a>\n&e;\n<b/></a>', b'<!DOCTYPE a [<!ENTITY e "a < b">]><a b="&e;"/>',
b'<!DOCTYPE doc [<!ENTITY a0 "dos"><!ENTITY a1 "&a0;&a0;">]><doc>&a1;</doc>', b'<a><b>text<c d="e"/>\n  more &amp; <![CDATA[cd]]><!-- x --><?p i?></b>\n</a>\n']

SETS = [(), ("DefaultHandler",), ("DefaultHandlerExpand", "DefaultHandler"),
        tuple(h for h in H if h != "DefaultHandler"),
        tuple(h for h in H if h not in ("DefaultHandlerExpand", "StartElementHandler"))]
for number, document in enumerate(docs):
    for size in 0, 1, 7:
        for separator in None, " ":
            for omitted in SETS:
                for parameters in 0, 2:
                    if size and (parameters or omitted):
                        continue
                    print(number, document[:40], size, separator, len(omitted), parameters)
                    for event in run(document, size, separator, omitted, parameters):
                        print(" ", *event)

for options in ({"ordered_attributes": 1}, {"specified_attributes": 1}, {"namespace_prefixes": 1},
                {"buffer_text": 1}, {"buffer_text": 1, "buffer_size": 4}):
    for document in docs[9:12] + docs[62:75] + docs[88:89] + docs[-1:]:
        for separator in None, " ", "":
            print(options, document[:40], separator)
            for event in run(document, 0, separator, ("DefaultHandler", "DefaultHandlerExpand"), **options):
                print(" ", *event)

p = expat.ParserCreate()
# expat_CAPI is for extension modules in C; __module__ is in the type as C made it.
print([n for n in dir(expat) if n != "expat_CAPI"], [n for n in dir(p) if n != "__module__"], dir(expat.model), dir(expat.errors))
print(sorted(expat.errors.codes.items()), [expat.ErrorString(n) for n in range(45)])
for call in (lambda: expat.ParserCreate(1), lambda: expat.ParserCreate(None, "ab"),
             lambda: expat.ParserCreate(intern=1), lambda: p.Parse(1), lambda: p.ParseFile(1),
             lambda: setattr(p, "buffer_size", 0), lambda: setattr(p, "x", 0),
             lambda: delattr(p, "StartElementHandler"), lambda: setattr(p, "buffer_size", 1.0),
             lambda: p.ExternalEntityParserCreate(3), lambda: type(p)()):
    try:
        print(call())
    except Exception as e:
        print(type(e), e)


def failing(name, attributes):
    raise KeyError(name)


p.StartElementHandler = failing
try:
    p.Parse(b"<a><b/>")
except KeyError as e:
    print(repr(e), p.StartElementHandler, p.ErrorCode)
try:
    p.Parse(b"</a>", True)
except expat.ExpatError as e:
    print(e)
