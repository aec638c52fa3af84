"""Codecs, error handlers, formats taken apart and the character database. Prints one line per case."""

import codecs


def show(f, *a, **k):
    try:
        r = ascii(f(*a, **k))
    except Exception as e:
        r = type(e).__name__ + ': ' + ascii(str(e))
    print(r)
show('zz'.encode, 'zz')
show('aé€'.encode, 'cp1252')
show(b'\x80\x81'.decode, 'cp1252')
show(b'\x80\x81'.decode, 'cp1252', 'replace')
show('é'.encode, 'koi8-r')
show('привет'.encode, 'koi8-r')
show('a'.encode, 'rot13')
show(codecs.encode, 'abc', 'rot13')
show(codecs.encode, b'abc', 'hex')
show(codecs.decode, b'616263', 'hex')
show(codecs.encode, b'abc' * 3, 'base64')
show(b'abc'.decode, 'hex')
show(codecs.decode, b'zz', 'hex')
show('bücher.de'.encode, 'idna')
show(b'xn--bcher-kva.de'.decode, 'idna')
show('a+é'.encode, 'utf-7')
show('é'.encode, 'utf-8-sig')
show(b'\xef\xbb\xbfa'.decode, 'utf-8-sig')
show('a\né'.encode, 'unicode_escape')
show(b'\\u20ac\\x41'.decode, 'unicode_escape')
show('é'.encode, 'punycode')
show('é'.encode, 'ISO8859-15')
show('é'.encode, 'UTF_16_BE')

def h(e):
    return ('<%s>' % e.object[e.start:e.end] if isinstance(e, UnicodeEncodeError) else '?', e.end)
codecs.register_error('mine', h)
show('aéb€€c'.encode, 'ascii', 'mine')
show('aéb€'.encode, 'latin-1', 'mine')
show(b'a\xffb'.decode, 'utf-8', 'mine')
show('\ud800'.encode, 'utf-8', 'mine')
show(b'\x81'.decode, 'cp1252', 'mine')
show('€'.encode, 'cp1252', 'mine')
show('ж'.encode, 'cp1252', 'mine')
codecs.register_error('bad', lambda e: 1)
show('é'.encode, 'ascii', 'bad')
show(b'\xff'.decode, 'ascii', 'bad')
codecs.register_error('oob', lambda e: ('', 100))
show('é'.encode, 'ascii', 'oob')
codecs.register_error('byt', lambda e: (b'\x00\xff', e.end))
show('é'.encode, 'ascii', 'byt')
show(b'\xff'.decode, 'ascii', 'byt')
show('\ud800'.encode, 'utf-16', 'byt')
codecs.register_error('neg', lambda e: ('x', -1))
show('éab'.encode, 'ascii', 'neg')
show(codecs.lookup_error, 'nope')
show(codecs.register_error, 'x', 1)
show(codecs.lookup, 'nope')
show(codecs.register, 1)
e = UnicodeEncodeError('ascii', 'aé😀', 1, 3, 'r')
for n in ('ignore', 'replace', 'backslashreplace', 'xmlcharrefreplace', 'namereplace', 'surrogatepass', 'surrogateescape', 'strict'):
    show(codecs.lookup_error(n), e)
e = UnicodeDecodeError('ascii', b'a\xff\xfe', 1, 3, 'r')
for n in ('ignore', 'replace', 'backslashreplace', 'xmlcharrefreplace', 'namereplace', 'surrogatepass', 'surrogateescape', 'strict'):
    show(codecs.lookup_error(n), e)
e = UnicodeTranslateError('abc', 1, 3, 'r')
for n in ('ignore', 'replace', 'backslashreplace', 'xmlcharrefreplace', 'strict'):
    show(codecs.lookup_error(n), e)
show(codecs.lookup_error('ignore'), ValueError('x'))
show(codecs.lookup_error('strict'), 1)
print(codecs.lookup_error('strict').__name__, codecs.lookup('utf8').name, codecs.lookup('latin1').name)
d = codecs.getincrementaldecoder('utf-8')('strict')
print([d.decode(bytes([b])) for b in 'aé€😀'.encode()], d.getstate())
d = codecs.getincrementaldecoder('utf-16')()
print([d.decode(bytes([b])) for b in 'aé€😀'.encode('utf-16')])
show(codecs.utf_8_decode, b'\xe2\x82')
show(codecs.utf_8_decode, b'\xe2\x82', 'strict', True)
show(codecs.utf_16_ex_decode, b'\xff\xfea\x00')
show(codecs.charmap_encode, 'ab', 'strict', {97: b'xx', 98: 1})
show(codecs.charmap_encode, 'ab', 'strict', {97: 1})
show(codecs.charmap_decode, b'ab', 'strict', {97: 'xx', 98: 8364})
show(codecs.charmap_decode, b'abc', 'replace', {97: 'xx', 98: None})
show(codecs.charmap_decode, b'a', 'strict', {97: -1})
show(codecs.charmap_encode, 'a', 'strict', {97: 300})
show(codecs.escape_decode, b'\\x41\\n')
show(codecs.readbuffer_encode, b'abc')
show(codecs.utf_8_encode, 'a', 'strict')
show(codecs.utf_8_decode, b'\xff', 'ignore')
show(codecs.utf_8_encode, 1)
import _string
show(lambda: list(_string.formatter_parser('a{b.c!r:{d}}e{{f')))
show(lambda: (lambda r: (r[0], list(r[1])))(_string.formatter_field_name_split('0.a[1][b]')))
show(_string.formatter_parser, 1)
import unicodedata as U
show(U.name, 'é')
show(U.name, '\x00')
show(U.name, '\x00', 'd')
show(U.lookup, 'BULLET')
show(U.lookup, 'nope')
show(U.category, 'ab')
show(U.category, 1)
show(U.decimal, 'a')
show(U.numeric, '½')
show(U.normalize, 'NFD', 'é')
show(U.normalize, 'X', 'é')
show(U.is_normalized, 'NFC', 'é')
show(U.ucd_3_2_0.category, '\u0378')
print(U.unidata_version, U.ucd_3_2_0.unidata_version, '•', 'é')


def compiled(encoding, body):
    """What a source with a cookie defines, or the whole of its error."""
    names = {}
    try:
        exec(b'# coding: ' + encoding.encode() + b'\n' + body, names)
    except Exception as e:
        return type(e).__name__, e.args
    return names.get("x")


def own_codec(name):
    decoders = {
        'renaming': lambda b, errors='strict': (str(bytes(b), 'ascii').replace('y', 'x'), len(b)),
        'dividing': lambda b, errors='strict': 1 / 0,
        'lone': lambda b, errors='strict': ('x = "\ud800"', len(b)),
    }
    return codecs.CodecInfo(None, decoders[name], name=name) if name in decoders else None


codecs.register(own_codec)
for encoding in 'utf-7', 'cp1252', 'unicode_escape', 'punycode', 'rot13', 'nonsense', 'ascii', 'renaming', 'dividing', 'lone':
    show(compiled, encoding, b"x = '+ZeVnLIqe-'\n")
    show(compiled, encoding, b"y = '\x80'\n")
    show(compiled, encoding, b"y = 3\n")
    show(compiled, encoding, b"y = ((" + b'-' * 3000 + b"3\n")
