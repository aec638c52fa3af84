package dev.dormouse.importer;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Generic;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/**
 * A file or directory of a {@link ResourceTree} as {@code importlib.resources.abc.Traversable}
 * wants it. Not on the start-up path.
 */
@BuiltinType(
    name = "ResourcePath",
    ops = ResourcePath.PathOps.class,
    doc = "A file or directory inside an image or of a provider.")
final class ResourcePath extends PyObject {
  static final PyType TYPE =
      PyType.builtin("ResourcePath", PyType.OBJECT, new PathOps(), new ResourcePathTable())
          .in("_imageimport")
          .with(PyType.DISALLOW_INSTANTIATION)
          .withWeakrefs();

  private final ResourceTree tree;
  private final String path;

  ResourcePath(ResourceTree tree, String path) {
    super(TYPE);
    this.tree = tree;
    this.path = path;
  }

  private String shown() {
    return Paths.join(tree.root(), path);
  }

  private byte[] bytes() {
    byte[] data = tree.read(path);
    if (data == null) {
      throw PyOSError.of(tree.isDirectory(path) ? 21 : 2, PyStr.of(shown()));
    }
    return data;
  }

  @Getter
  static String name(ResourcePath p) {
    String all = p.path.isEmpty() ? p.tree.root() : p.path;
    return all.substring(all.lastIndexOf('/') + 1);
  }

  @Getter
  static String suffix(ResourcePath p) {
    String name = name(p);
    int dot = name.lastIndexOf('.');
    return dot <= 0 || dot == name.length() - 1 ? "" : name.substring(dot);
  }

  @Getter
  static String stem(ResourcePath p) {
    String name = name(p);
    return name.substring(0, name.length() - suffix(p).length());
  }

  @Getter
  static PyObject parent(ResourcePath p) {
    int slash = p.path.lastIndexOf('/');
    return new ResourcePath(p.tree, slash < 0 ? "" : p.path.substring(0, slash));
  }

  @Method(name = "is_dir", doc = "Return whether this is a directory.")
  static boolean isDir(ResourcePath p) {
    return p.tree.isDirectory(p.path);
  }

  @Method(name = "is_file", doc = "Return whether this is a file.")
  static boolean isFile(ResourcePath p) {
    return p.tree.isFile(p.path);
  }

  @Method(doc = "Return whether this exists.")
  static boolean exists(ResourcePath p) {
    return isFile(p) || isDir(p);
  }

  @Method(doc = "Return an iterator over what is directly inside.")
  static PyObject iterdir(ResourcePath p) {
    if (!isDir(p)) {
      throw PyOSError.of(isFile(p) ? 20 : 2, PyStr.of(p.shown()));
    }
    PyList all = new PyList();
    for (String name : p.tree.list(p.path)) {
      all.add(new ResourcePath(p.tree, Paths.join(p.path, name)));
    }
    return Abstract.iter(all);
  }

  @Method(name = "read_bytes", doc = "Return the contents.")
  static PyObject readBytes(ResourcePath p) {
    return PyBytes.of(p.bytes());
  }

  @Method(
      name = "read_text",
      signature = "(encoding=None, errors=None)",
      doc = "Return the contents as text.")
  static PyObject readText(ResourcePath p, PyObject encoding, PyObject errors) {
    PyObject file =
        p.textFile(
            new PyObject[] {encoding == null ? NONE : encoding, errors == null ? NONE : errors},
            null);
    PyObject text = Abstract.callMethod(file, "read");
    Abstract.callMethod(file, Names.CLOSE);
    return text;
  }

  @Method(
      signature = "(mode='r', *args, **kwargs)",
      doc = "Open the file for reading; further arguments are those of io.TextIOWrapper.")
  static PyObject open(ResourcePath p, String mode, PyObject[] args, PyDict kwargs) {
    String m = mode == null ? "r" : mode;
    if (m.equals("rb")) {
      return bytesFile(p.bytes());
    }
    if (!m.equals("r") && !m.equals("rt")) {
      throw Errors.valueError(
          "Invalid mode "
              + Abstract.repr(PyStr.of(m)).value()
              + ", only 'r' and 'rb' are supported");
    }
    return p.textFile(args, kwargs);
  }

  private static PyObject bytesFile(byte[] data) {
    return Abstract.call(
        ((PyModule) ImportSystem.current().importModule("_io")).get("BytesIO"), PyBytes.of(data));
  }

  private PyObject textFile(PyObject[] args, PyDict kwargs) {
    PyObject wrapper = ((PyModule) ImportSystem.current().importModule("_io")).get("TextIOWrapper");
    PyObject[] all = new PyObject[args.length + 1];
    all[0] = bytesFile(bytes());
    System.arraycopy(args, 0, all, 1, args.length);
    return Abstract.callWithDict(wrapper, all, kwargs == null ? new PyDict() : kwargs);
  }

  @Method(signature = "(*descendants)", doc = "Return the path below this one.")
  static PyObject joinpath(ResourcePath p, PyObject[] descendants) {
    String path = p.path;
    for (PyObject d : descendants) {
      path = below(path, Host.fspath(d));
    }
    return new ResourcePath(p.tree, path);
  }

  private static String below(String path, PyObject descendant) {
    if (!(descendant instanceof PyStr s)) {
      throw Errors.typeError("expected str, not " + descendant.type.name());
    }
    String all = path;
    int start = 0;
    String text = s.value();
    while (start <= text.length()) {
      int end = text.indexOf('/', start);
      end = end < 0 ? text.length() : end;
      String part = text.substring(start, end);
      if (part.equals("..")) {
        int slash = all.lastIndexOf('/');
        all = slash < 0 ? "" : all.substring(0, slash);
      } else if (!part.isEmpty() && !part.equals(".")) {
        all = Paths.join(all, part);
      }
      start = end + 1;
    }
    return all;
  }

  static final class PathOps extends Ops {
    @Override
    public PyObject trueDivide(PyObject v, PyObject w) {
      return v instanceof ResourcePath p && w instanceof PyStr
          ? joinpath(p, new PyObject[] {w})
          : NOT_IMPLEMENTED;
    }

    @Override
    public PyObject str(PyObject o) {
      return PyStr.of(((ResourcePath) o).shown());
    }

    @Override
    public PyObject repr(PyObject o) {
      return PyStr.of("ResourcePath(" + Abstract.repr(str(o)).value() + ")");
    }

    @Override
    public PyObject richCompare(PyObject a, PyObject b, int op) {
      if (op == Abstract.EQ && b instanceof ResourcePath q) {
        ResourcePath p = (ResourcePath) a;
        return PyBool.of(p.shown().equals(q.shown()));
      }
      return Generic.richCompare(a, b, op);
    }

    @Override
    public long hash(PyObject o) {
      return Abstract.hash(str(o));
    }
  }
}
