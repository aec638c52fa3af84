package dev.dormouse.runtime.modules.mmap;

import dev.dormouse.runtime.modules.posix.Constants;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.tables.BuiltinModule;

/** {@code mmap}. Compare CPython's {@code Modules/mmapmodule.c}. */
@BuiltinModule(name = "mmap")
public final class MmapModule {
  private static final String INTEGERS =
      "ACCESS_COPY 3 ACCESS_DEFAULT 0 ACCESS_READ 1 ACCESS_WRITE 2 MADV_DODUMP 17 MADV_DOFORK 11"
          + " MADV_DONTDUMP 16 MADV_DONTFORK 10 MADV_DONTNEED 4 MADV_HUGEPAGE 14 MADV_HWPOISON 100"
          + " MADV_MERGEABLE 12 MADV_NOHUGEPAGE 15 MADV_NORMAL 0 MADV_RANDOM 1 MADV_REMOVE 9"
          + " MADV_SEQUENTIAL 2 MADV_UNMERGEABLE 13 MADV_WILLNEED 3 MAP_ANON 32 MAP_ANONYMOUS 32"
          + " MAP_DENYWRITE 2048 MAP_EXECUTABLE 4096 MAP_POPULATE 32768 MAP_PRIVATE 2 MAP_SHARED 1"
          + " MAP_STACK 131072 PROT_EXEC 4 PROT_READ 1 PROT_WRITE 2";

  private MmapModule() {}

  public static BuiltinTable table() {
    return new MmapModuleTable();
  }

  static void exec(PyModule m) {
    Constants.fill(m, INTEGERS);
    PyInt page = PyInt.of(PyMmap.pageSize());
    m.set("PAGESIZE", page);
    m.set("ALLOCATIONGRANULARITY", page);
    m.set("error", Exceptions.OSError);
    m.set("mmap", PyMmap.TYPE);
  }
}
