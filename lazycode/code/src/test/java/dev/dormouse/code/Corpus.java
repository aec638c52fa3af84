package dev.dormouse.code;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Byte strings that the reference made, each with a name. */
final class Corpus {
  record Item(String name, byte[] data) {}

  /**
   * Some fifty modules of all sorts: old and new style, big and small, with every construct of the
   * language.
   */
  static final String MODULES =
      """
      modules = '''abc argparse ast asyncio.base_events asyncio.tasks asyncio.streams base64 bdb bisect
      calendar codecs collections collections.abc configparser contextlib copy csv dataclasses datetime
      decimal difflib dis email.message enum fractions functools gettext heapq html.entities http.client
      importlib._bootstrap inspect json.decoder locale logging optparse os pickle platform random re._parser
      shutil socket ssl statistics string subprocess tarfile threading traceback types typing unittest.mock
      urllib.parse uuid weakref xml.dom.minidom zipfile test.test_patma test.test_grammar
      test.test_coroutines test.test_except_star'''.split()
      """;

  /**
   * {@code put(name, data)}, and {@code modules()} over {@link #MODULES} as pairs of name and code.
   */
  private static final String PRELUDE =
      """
      import sys, os, marshal, struct, warnings
      warnings.simplefilter('ignore')
      lib = os.path.dirname(os.__file__)
      def put(name, data):
          name = name.encode()
          sys.stdout.buffer.write(struct.pack('<ii', len(name), len(data)) + name + data)
      def source(path):
          with open(os.path.join(lib, path), 'rb') as file:
              return file.read()
      def some():
          for module in modules:
              path = module.replace('.', '/')
              path += '/__init__.py' if os.path.isdir(os.path.join(lib, path)) else '.py'
              yield path, compile(source(path), path, 'exec', dont_inherit=True)
      def everything():
          for folder, folders, files in os.walk(lib):
              folders.sort()
              for file in sorted(files):
                  if file.endswith('.py'):
                      path = os.path.relpath(os.path.join(folder, file), lib)
                      try:
                          yield path, compile(source(path), path, 'exec', dont_inherit=True)
                      except (SyntaxError, ValueError):
                          pass # the library has bad files on purpose
      """;

  private Corpus() {}

  /** Runs {@code script}, which calls {@code put} for each item. */
  static List<Item> make(String script) {
    byte[] output = ReferencePython.run(MODULES + PRELUDE + script);
    ByteBuffer in = ByteBuffer.wrap(output).order(ByteOrder.LITTLE_ENDIAN);
    List<Item> items = new ArrayList<>();
    while (in.hasRemaining()) {
      byte[] name = new byte[in.getInt()];
      byte[] data = new byte[in.getInt()];
      in.get(name).get(data);
      items.add(new Item(new String(name, StandardCharsets.UTF_8), data));
    }
    return items;
  }
}
