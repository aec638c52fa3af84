package dev.dormouse.image;

import dev.dormouse.code.CodeObject;
import dev.dormouse.code.MarshalReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Modules of the reference interpreter's library, as that interpreter compiled them. */
final class ReferenceModules {
  private ReferenceModules() {}

  private static final String SCRIPT =
      """
      import importlib.util, marshal, struct, sys
      for name in sys.argv[1:]:
          spec = importlib.util.find_spec(name)
          with open(spec.origin, 'rb') as f:
              source = f.read()
          code = marshal.dumps(compile(source, spec.origin, 'exec', dont_inherit=True))
          package = spec.submodule_search_locations is not None
          hash = int.from_bytes(importlib.util.source_hash(source), 'little', signed=True)
          sys.stdout.buffer.write(struct.pack('<Iqq?', len(code), len(source), hash, package) + code)
      """;

  static final class Module {
    final String name;
    final CodeObject code;
    final boolean isPackage;
    final SourceStamp stamp;

    Module(String name, CodeObject code, boolean isPackage, SourceStamp stamp) {
      this.name = name;
      this.code = code;
      this.isPackage = isPackage;
      this.stamp = stamp;
    }

    void addTo(ImageBuilder builder) {
      String path = name.replace('.', '/') + (isPackage ? "/__init__.py" : ".py");
      builder.addModule(name, code, isPackage, path, stamp);
    }
  }

  /** Skips the calling test, and says so, when there is no reference interpreter. */
  static List<Module> load(String... names) throws Exception {
    String python = System.getProperty("dormouse.reference");
    Assumptions.assumeTrue(
        python != null && !python.isEmpty(),
        "SKIPPED: -Ddormouse.reference=<CPython 3.11 executable> is not set");
    List<String> command = new ArrayList<>(List.of(python, "-I", "-B", "-c", SCRIPT));
    command.addAll(List.of(names));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (InputStream in = process.getInputStream()) {
      in.transferTo(out);
    }
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the reference failed");
    }
    ByteBuffer in = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    List<Module> modules = new ArrayList<>();
    for (String name : names) {
      byte[] code = new byte[in.getInt()];
      SourceStamp stamp = SourceStamp.of(in.getLong(), in.getLong());
      boolean isPackage = in.get() != 0;
      in.get(code);
      modules.add(new Module(name, MarshalReader.readCode(name, code, 0), isPackage, stamp));
    }
    return modules;
  }

  /** An image of these modules and a few resources. */
  static byte[] image(List<Module> modules) {
    ImageBuilder builder = new ImageBuilder().info(ImageBuilder.INFO_MAIN, modules.get(0).name);
    for (Module module : modules) {
      module.addTo(builder);
    }
    return builder
        .addResource("json/data/one.txt", "one".getBytes(StandardCharsets.UTF_8))
        .addResource("json/data/two.txt", "twotwotwo".getBytes(StandardCharsets.UTF_8))
        .addResourceDirectory("json/empty")
        .build();
  }
}
