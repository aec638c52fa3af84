"""Prints checksums of what the Python that runs it knows about every code point: the constants of SreUnicodeTest.

Each line is a property and the CRC-32 of its 0x110000 values, each as four bytes, least significant first.
"""

import _sre
import ctypes
import re
import struct
import zlib

WORD = re.compile(r'\w').match
DIGIT = re.compile(r'\d').match
SPACE = re.compile(r'\s').match

upper = ctypes.pythonapi._PyUnicode_ToUppercase
upper.argtypes = [ctypes.c_uint32]
upper.restype = ctypes.c_uint32

PROPERTIES = {
    'word': lambda c: WORD(chr(c)) is not None,
    'digit': lambda c: DIGIT(chr(c)) is not None,
    'space': lambda c: SPACE(chr(c)) is not None,
    'line break': lambda c: len(('a' + chr(c) + 'b').splitlines()) == 2,
    'lower': _sre.unicode_tolower,
    'upper': upper,
    'cased': _sre.unicode_iscased,
    'ascii lower': _sre.ascii_tolower,
    'ascii cased': _sre.ascii_iscased,
}

for name, value in PROPERTIES.items():
    crc = 0
    for c in range(0x110000):
        crc = zlib.crc32(struct.pack('<I', value(c)), crc)
    print('%-12s 0x%08x' % (name, crc))
