"""Memory maps of files and of nothing: items, slices, searching, moving, resizing, modes, errors."""

import mmap
import os
import re
import tempfile


def show(call):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)


print(sorted(n for n in dir(mmap.mmap) if n != "__module__"))
print([(n, getattr(mmap, n)) for n in dir(mmap) if n.isupper()])
with tempfile.TemporaryFile() as f:
    f.write(b"line one\nline two\n" + b"." * 5000)
    f.flush()
    with mmap.mmap(f.fileno(), 0) as m:
        print(m, len(m), m.size(), m.tell(), m.closed)
        print(m.readline(), m.readline(), m.tell(), m.read(3), m.read_byte(), m.seek(0), m.read(8))
        print(m[0], m[-1], m[0:4], m[8:0:-2], m.find(b"two"), m.rfind(b"line"), m.find(b"one", 6), m.find(b"zz"))
        m[0] = 76
        m[1:4] = b"INE"
        m.seek(5)
        print(m.write(b"ONE"), m.tell(), m.move(20, 0, 8), m[18:30], m.flush(), m.flush(0, 4096))
        print(re.search(rb"t\w+", m).group(), bytes(m)[:8], memoryview(m)[:4].tobytes())
        for call in (lambda: m[99999], lambda: m["x"], lambda: m.__setitem__(0, 300), lambda: m.__setitem__(0, b"x"),
                     lambda: m.__setitem__(slice(0, 2), b"x"), lambda: m.__delitem__(0), lambda: m.seek(-1),
                     lambda: m.seek(0, 7), lambda: m.move(0, 0, 99999), lambda: m.flush(1, 99999), lambda: m.write_byte(300),
                     lambda: m.madvise(mmap.MADV_NORMAL), lambda: m.madvise(mmap.MADV_NORMAL, 99999)):
            show(call)
        m.resize(9000)
        print(len(m), m.size(), os.fstat(f.fileno()).st_size, m[:8])
    show(lambda: m[0])
    show(lambda: m.read(1))
    print(m, m.closed)
    f.seek(0)
    print(f.read(9))
    with mmap.mmap(f.fileno(), 100, access=mmap.ACCESS_READ) as m:
        print(m[:4], m)
        show(lambda: m.__setitem__(0, 1))
        show(lambda: m.write(b"x"))
        show(lambda: m.resize(50))
        show(lambda: memoryview(m).readonly)
    with mmap.mmap(f.fileno(), 100, access=mmap.ACCESS_COPY) as m:
        m[0:4] = b"copy"
        print(m[:4])
        view = memoryview(m)
        show(m.close)
        view[0] = 67
        view.release()
        print(m[:4])
    f.seek(0)
    print(f.read(4))
    with mmap.mmap(f.fileno(), 0, offset=mmap.ALLOCATIONGRANULARITY) as m:
        print(len(m), m[:4])
    for arguments in ((f.fileno(), -1), (f.fileno(), 99999), (f.fileno(), 0, mmap.MAP_SHARED, mmap.PROT_READ, 1),
                      (f.fileno(), 10, 1, 3, 0, 5), (-5, 10), (f.fileno(), 0, 1, 3, 0, 1 << 20)):
        show(lambda: mmap.mmap(*arguments))
    show(lambda: mmap.mmap(f.fileno(), 10, access=9))
    f.truncate(0)
    show(lambda: mmap.mmap(f.fileno(), 0))
with mmap.mmap(-1, 100) as m:
    m.write(b"anonymous")
    m.seek(0, 2)
    print(m[:10], m.tell(), m.read(5), m.readline())
    show(m.read_byte)
    show(m.size)
