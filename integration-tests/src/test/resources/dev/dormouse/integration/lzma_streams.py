"""xz, lzma and raw LZMA: what liblzma made is read, what is made is read back; limits, filters, errors."""

import io
import lzma
import tarfile
import tempfile
import os

TEXT = b"".join(b"line %d of a text that says little\n" % n for n in range(20000))


def show(call):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)


print(dir(lzma))
print([n for n in dir(lzma.LZMACompressor) if not n.startswith("__")],
      [n for n in dir(lzma.LZMADecompressor) if not n.startswith("__")])
print([(n, getattr(lzma, n)) for n in dir(lzma) if n.isupper() and isinstance(getattr(lzma, n), int)])
print([lzma.is_check_supported(n) for n in range(17)])

# Made by liblzma, of b"hello hello hello hello\n" each.
XZ = bytes.fromhex("fd377a585a000004e6d6b4460200210116000000742fe5a3e00017000c5d00341949ee8de9560ac121b000006c14ed1b3b68bb9100012818d783b76e1fb6f37d010000000004595a")
ALONE = bytes.fromhex("5d00008000ffffffffffffffff00341949ee8de9560ac1b620b7ffffba340000")
RAW = bytes.fromhex("00341949ee8de9560ac1b620b7ffffba340000")
DELTA = bytes.fromhex("e0001700125d00341949db7fd86e9ca5a46b8217cc3a18000000")
CHAIN = [{"id": lzma.FILTER_DELTA, "dist": 4}, {"id": lzma.FILTER_LZMA2, "preset": 3}]
for data, options in ((XZ, {}), (XZ, {"format": lzma.FORMAT_XZ}), (ALONE, {}), (ALONE, {"format": lzma.FORMAT_ALONE}),
                      (RAW, {"format": lzma.FORMAT_RAW, "filters": [{"id": lzma.FILTER_LZMA1}]}),
                      (DELTA, {"format": lzma.FORMAT_RAW, "filters": CHAIN})):
    d = lzma.LZMADecompressor(**options)
    print(d.check, d.eof, d.needs_input, d.unused_data)
    print(d.decompress(data[:8]), d.check, d.needs_input, d.decompress(data[8:] + b"rest"), d.check, d.eof,
          d.needs_input, d.unused_data)
    show(lambda: d.decompress(b""))
d = lzma.LZMADecompressor()
print(d.decompress(XZ, 5), d.needs_input, d.decompress(b"", 0), d.needs_input, d.decompress(b"", 4), d.eof)

for options in ({}, {"preset": 0}, {"preset": 9 | lzma.PRESET_EXTREME}, {"check": lzma.CHECK_NONE},
                {"check": lzma.CHECK_CRC32}, {"check": lzma.CHECK_SHA256}, {"format": lzma.FORMAT_ALONE},
                {"filters": [{"id": lzma.FILTER_X86}, {"id": lzma.FILTER_LZMA2, "preset": 1, "mf": lzma.MF_BT3,
                                                       "mode": lzma.MODE_FAST, "lc": 1, "lp": 2, "pb": 0,
                                                       "nice_len": 20, "depth": 5, "dict_size": 65536}]}):
    c = lzma.LZMACompressor(**options)
    packed = c.compress(TEXT[:100]) + c.compress(TEXT[100:]) + c.flush()
    d = lzma.LZMADecompressor()
    print(options, d.decompress(packed) == TEXT, d.check, len(packed) < len(TEXT) / 8)
    show(lambda: c.compress(b""))
    show(c.flush)

for spec in ({"id": lzma.FILTER_LZMA1}, {"id": lzma.FILTER_LZMA1, "preset": 2, "lc": 2}, {"id": lzma.FILTER_LZMA2},
             {"id": lzma.FILTER_LZMA2, "dict_size": 5000}, {"id": lzma.FILTER_DELTA, "dist": 7},
             {"id": lzma.FILTER_DELTA}, {"id": lzma.FILTER_ARM, "start_offset": 8}):
    encoded = lzma._encode_filter_properties(spec)
    print(spec, encoded, lzma._decode_filter_properties(spec["id"], encoded))

for call in (
    lambda: lzma.decompress(b""), lambda: lzma.decompress(XZ[:-1]), lambda: lzma.decompress(b"garbage" * 9),
    lambda: lzma.decompress(XZ[:20] + b"\xff" + XZ[21:]), lambda: lzma.decompress(ALONE, lzma.FORMAT_XZ),
    lambda: lzma.decompress(XZ, lzma.FORMAT_ALONE), lambda: lzma.decompress(XZ, memlimit=1024),
    lambda: lzma.LZMACompressor(7), lambda: lzma.LZMACompressor(lzma.FORMAT_AUTO), lambda: lzma.LZMACompressor(preset=10),
    lambda: lzma.LZMACompressor(preset=-1), lambda: lzma.LZMACompressor(preset="x"),
    lambda: lzma.LZMACompressor(check=7), lambda: lzma.LZMACompressor(lzma.FORMAT_ALONE, check=1),
    lambda: lzma.LZMACompressor(preset=1, filters=CHAIN), lambda: lzma.LZMACompressor(filters=3),
    lambda: lzma.LZMACompressor(filters=[3]), lambda: lzma.LZMACompressor(filters=[{}]),
    lambda: lzma.LZMACompressor(filters=[{"id": 98765}]), lambda: lzma.LZMACompressor(filters=[{"id": 33, "foo": 0}]),
    lambda: lzma.LZMACompressor(filters=[{"id": 3, "foo": 0}]), lambda: lzma.LZMACompressor(filters=CHAIN * 3),
    lambda: lzma.LZMACompressor(lzma.FORMAT_ALONE, filters=CHAIN), lambda: lzma.LZMACompressor(lzma.FORMAT_RAW),
    lambda: lzma.LZMADecompressor(7), lambda: lzma.LZMADecompressor(lzma.FORMAT_RAW),
    lambda: lzma.LZMADecompressor(filters=CHAIN), lambda: lzma.LZMADecompressor(lzma.FORMAT_RAW, memlimit=1),
    lambda: lzma.LZMADecompressor(memlimit="x"), lambda: lzma.compress("text")):
    show(call)

data = lzma.compress(TEXT) + lzma.compress(b"more\n")
with lzma.open(io.BytesIO(data)) as f:
    print(f.readline(), f.seek(100000), f.read(20), f.seek(-5, 2), f.read())
with tempfile.TemporaryDirectory() as folder:
    name = os.path.join(folder, "a.tar.xz")
    with tarfile.open(name, "w:xz") as t:
        member = tarfile.TarInfo("a.txt")
        member.size = len(TEXT)
        t.addfile(member, io.BytesIO(TEXT))
    with tarfile.open(name) as t:
        print(t.getnames(), t.extractfile("a.txt").read() == TEXT)
