"""bzip2 as programs use it: whole, in pieces, with limits, damaged; files, tar and zip archives."""

import bz2
import io
import shutil
import tarfile
import tempfile
import os
import zipfile

TEXT = b"".join(b"line %d of a text that says little\n" % n for n in range(20000))
HELLO = bytes.fromhex("425a68393141592653591931653d00000081000244a000219a68334d07338bb9229c28480c98b29e80")  # of bzip2 itself


def show(call):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)


print([n for n in dir(bz2.BZ2Compressor) if not n.startswith("__")],
      [n for n in dir(bz2.BZ2Decompressor) if not n.startswith("__")])
for level in 1, 5, 9:
    c = bz2.BZ2Compressor(level)
    packed = c.compress(TEXT[:1000]) + c.compress(TEXT[1000:]) + c.flush()
    print(level, packed[:4], bz2.decompress(packed) == TEXT, len(packed) < len(TEXT) / 10)
    show(lambda: c.compress(b""))
    show(c.flush)

d = bz2.BZ2Decompressor()
pieces = []
for at in range(0, len(packed), 999):
    pieces.append(d.decompress(packed[at:at + 999]))
print(b"".join(pieces) == TEXT, d.eof, d.needs_input, d.unused_data)
show(lambda: d.decompress(b""))

d = bz2.BZ2Decompressor()
print(d.eof, d.needs_input, d.unused_data)
print(d.decompress(packed + b"rest", max_length=30), d.eof, d.needs_input)
print(d.decompress(b"", max_length=10), d.eof, d.needs_input)
print(d.decompress(b"", max_length=0), d.eof, d.needs_input)
total = 40
while not d.eof:
    total += len(d.decompress(b"", 50000))
print(total == len(TEXT), d.needs_input, d.unused_data)

d = bz2.BZ2Decompressor()
print(d.decompress(HELLO[:10]), d.needs_input, d.decompress(b""), d.needs_input, d.decompress(HELLO[10:]))
for bad in b"", b"no", b"BZh9nonsense", HELLO[:-3], HELLO[:20] + b"\xff" + HELLO[21:], HELLO + b"x":
    show(lambda: bz2.decompress(bad))
for call in (lambda: bz2.BZ2Compressor(0), lambda: bz2.BZ2Compressor(10), lambda: bz2.BZ2Compressor("9"),
             lambda: bz2.BZ2Compressor(1, 2), lambda: bz2.BZ2Decompressor(1), lambda: bz2.compress("text"),
             lambda: bz2.BZ2Decompressor().decompress("text"), lambda: bz2.BZ2Decompressor().decompress()):
    show(call)

data = bz2.compress(TEXT) + bz2.compress(b"more\n")
with bz2.open(io.BytesIO(data)) as f:
    print(f.readline(), f.seek(100000), f.read(20), f.seek(-5, 2), f.read())
with bz2.open(io.BytesIO(data), "rt") as f:
    print(sum(1 for _ in f))

with tempfile.TemporaryDirectory() as folder:
    source = os.path.join(folder, "source")
    os.mkdir(source)
    with open(os.path.join(source, "a.txt"), "wb") as f:
        f.write(TEXT)
    archive = shutil.make_archive(os.path.join(folder, "made"), "bztar", source)
    with tarfile.open(archive) as t:
        print(t.getnames(), t.extractfile("./a.txt").read() == TEXT)
    with zipfile.ZipFile(os.path.join(folder, "made.zip"), "w", zipfile.ZIP_BZIP2) as z:
        z.writestr("b.txt", TEXT)
    with zipfile.ZipFile(os.path.join(folder, "made.zip")) as z:
        print(z.read("b.txt") == TEXT, z.testzip())
