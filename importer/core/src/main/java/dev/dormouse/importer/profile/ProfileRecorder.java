package dev.dormouse.importer.profile;

import dev.dormouse.image.Image;
import dev.dormouse.image.profile.Profile;
import dev.dormouse.image.profile.ProfileLines;
import dev.dormouse.image.profile.ProfileWriter;
import dev.dormouse.importer.ImportListener;
import dev.dormouse.importer.ImportSystem;
import dev.dormouse.importer.report.WriteErrors;
import dev.dormouse.runtime.objects.FrameEvaluator;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyCode;
import dev.dormouse.runtime.objects.PyFrame;
import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.runtime.objects.WakeListener;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Records what an interpreter imports and wakes, for a {@link Profile}.
 *
 * <p>Set it as {@code PythonConfig.recorder} to hear everything from the first import on. While the
 * program runs, an event costs a few stores into arrays; names are looked up by {@link #profile}.
 * One recorder serves one interpreter; events come with its lock held, and {@link #profile} must be
 * called by a thread that has it.
 */
public final class ProfileRecorder implements ImportListener, WakeListener {
  private static final PyCode.WakeReason[] REASONS = PyCode.WakeReason.values();

  private final long start = System.nanoTime();

  // wakes, one element each

  private PyCode[] woken = new PyCode[512];
  private PyCode[] wakers = new PyCode[512];
  private byte[] reasons = new byte[512];
  private long[] wokeAt = new long[512];
  private long[] wakeTook = new long[512];
  private int wakes;

  // imports, one element each

  private String[] modules = new String[64];
  private PyCode[] importers = new PyCode[64];

  /** The modules being imported around; null elements for none. */
  private String[] insides = new String[64];

  private long[] importedAt = new long[64];
  private long[] importSelf = new long[64];
  private long[] importTotal = new long[64];
  private int imports;

  /** How often each code object was called; null unless {@link #countCalls} asked for it. */
  private IdentityHashMap<PyCode, long[]> calls;

  @Override
  public void woke(
      PyCode code, PyCode.WakeReason reason, PyCode waker, long began, long nanoseconds) {
    int i = wakes++;
    if (i == woken.length) {
      int more = 2 * i;
      woken = Arrays.copyOf(woken, more);
      wakers = Arrays.copyOf(wakers, more);
      reasons = Arrays.copyOf(reasons, more);
      wokeAt = Arrays.copyOf(wokeAt, more);
      wakeTook = Arrays.copyOf(wakeTook, more);
    }
    woken[i] = code;
    code.recorded = wakes;
    wakers[i] = waker;
    reasons[i] = (byte) reason.ordinal();
    wokeAt[i] = began - start;
    wakeTook[i] = nanoseconds;
  }

  @Override
  public void imported(String module, String importer, int depth, long self, long cumulative) {
    int i = imports++;
    if (i == modules.length) {
      int more = 2 * i;
      modules = Arrays.copyOf(modules, more);
      importers = Arrays.copyOf(importers, more);
      insides = Arrays.copyOf(insides, more);
      importedAt = Arrays.copyOf(importedAt, more);
      importSelf = Arrays.copyOf(importSelf, more);
      importTotal = Arrays.copyOf(importTotal, more);
    }
    modules[i] = module;
    importers[i] = running();
    insides[i] = importer;
    importedAt[i] = System.nanoTime() - cumulative - start;
    importSelf[i] = self;
    importTotal[i] = cumulative;
  }

  /** The code that runs now, which is who wakes or imports; null for the runtime itself. */
  private static PyCode running() {
    ThreadState ts = ThreadState.currentOrNull();
    PyFrame frame = ts == null ? null : ts.frame;
    return frame == null ? null : frame.code;
  }

  /**
   * Begins to listen to an interpreter.
   *
   * @param countingCalls whether to count calls too, which makes each a little slower
   */
  public void attach(Interpreter interpreter, ImportSystem imports, boolean countingCalls) {
    imports.addListener(this);
    WakeListener.add(interpreter, this);
    if (countingCalls) {
      countCalls(interpreter);
    }
  }

  /**
   * Writes the profile of a program that has ended to {@code path}. Answers the exit code: {@code
   * code}, or 1 instead of 0 if it cannot be written.
   */
  public int write(Interpreter interpreter, List<Image> images, String path, int code) {
    try {
      ProfileWriter.write(lines(interpreter, images), path);
      return code;
    } catch (IOException e) {
      System.err.println("dormouse: cannot write " + path + ": " + WriteErrors.reason(e));
      return code == 0 ? 1 : code;
    }
  }

  /** Counts calls from now on, by standing in front of the interpreter's evaluator. */
  private void countCalls(Interpreter interpreter) {
    if (calls == null) {
      calls = new IdentityHashMap<>(1024);
      FrameEvaluator next = interpreter.evaluator;
      interpreter.evaluator =
          (thread, frame, thrown) -> {
            // A frame that has run before is a generator that goes on.
            if (frame.lasti < 0) {
              count(frame.code);
            }
            return next.evaluate(thread, frame, thrown);
          };
    }
  }

  private void count(PyCode code) {
    long[] n = calls.get(code);
    if (n == null) {
      calls.put(code, n = new long[1]);
    }
    n[0]++;
  }

  /** How many code objects woke so far. */
  public int wakeCount() {
    return wakes;
  }

  /**
   * What was recorded so far, as a profile of one run.
   *
   * @param images those whose parts are to be listed
   */
  public Profile profile(Interpreter interpreter, List<Image> images) {
    Profile profile = partsOf(images);
    CodeNames names = names(interpreter, images);
    addImports(names, profile);
    for (CodeNames.Module module : names.modules()) {
      add(module, names, profile);
    }
    return profile;
  }

  /** The same as text, without the detour where names need not be merged. */
  private ProfileLines lines(Interpreter interpreter, List<Image> images) {
    Profile profile = partsOf(images);
    CodeNames names = names(interpreter, images);
    boolean once = importsOnce();
    if (!once) {
      addImports(names, profile);
    }
    for (CodeNames.Module module : names.modules()) {
      if (!module.hasDistinctNames()) {
        add(module, names, profile);
      }
    }
    ProfileLines lines = ProfileWriter.lines(profile);
    QualnameText text = new QualnameText();
    if (once) {
      addImports(names, text, lines);
    }
    byte[][] why = new byte[REASONS.length][];
    for (int i = 0; i < why.length; i++) {
      why[i] = ProfileLines.why(reason((byte) i));
    }
    for (CodeNames.Module module : names.modules()) {
      if (module.hasDistinctNames()) {
        add(module, names, text, why, lines);
      }
    }
    return lines;
  }

  private CodeNames names(Interpreter interpreter, List<Image> images) {
    return new CodeNames(interpreter, modules, imports, woken, wakers, wakes, images);
  }

  /** Whether no module was imported twice: otherwise what was recorded of it must be merged. */
  private boolean importsOnce() {
    HashSet<String> seen = new HashSet<>(2 * imports);
    for (int i = 0; i < imports; i++) {
      if (!seen.add(modules[i])) {
        return false;
      }
    }
    return true;
  }

  private void addImports(CodeNames names, QualnameText text, ProfileLines to) {
    for (int i = 0; i < imports; i++) {
      to.imported(
          modules[i],
          text.by(names.of(importers[i])),
          insides[i] == null ? "" : insides[i],
          Math.max(0, importedAt[i]),
          Math.max(0, importSelf[i]),
          Math.max(0, importTotal[i]),
          1);
    }
  }

  private void addImports(CodeNames names, Profile profile) {
    for (int i = 0; i < imports; i++) {
      profile.add(
          new Profile.Import(
              modules[i],
              key(names.of(importers[i])),
              insides[i] == null ? "" : insides[i],
              Math.max(0, importedAt[i]),
              Math.max(0, importSelf[i]),
              Math.max(0, importTotal[i]),
              1));
    }
  }

  /** Comes first, as finding names reads more of them. */
  private Profile partsOf(List<Image> images) {
    Profile profile = new Profile().addRuns(1, System.nanoTime() - start);
    for (Image image : images) {
      String name = image.name().substring(image.name().lastIndexOf('/') + 1);
      for (int p = 0; p < image.partCount(); p++) {
        profile.add(
            new Profile.Part(
                name,
                image.partName(p).replace(' ', '-'),
                image.partLength(p),
                image.partBytesRead(p)));
      }
    }
    return profile;
  }

  private void add(CodeNames.Module module, CodeNames names, Profile to) {
    for (int n = 0; n < module.count; n++) {
      CodeNames.Name name = module.touched[n];
      int i = name.wake;
      to.add(
          i < 0
              ? new Profile.Code(name.key(), false, "", "", 0, 0, 0, 0, 1)
              : new Profile.Code(
                  name.key(),
                  true,
                  reason(reasons[i]),
                  key(names.of(wakers[i])),
                  Math.max(0, wokeAt[i]),
                  Math.max(0, wakeTook[i]),
                  size(name),
                  calls(name.code),
                  1));
    }
  }

  private void add(
      CodeNames.Module module, CodeNames names, QualnameText text, byte[][] why, ProfileLines to) {
    byte[] awake = ProfileLines.awakePrefix(module.name);
    byte[] bound = ProfileLines.boundPrefix(module.name);
    for (int n = 0; n < module.count; n++) {
      CodeNames.Name name = module.touched[n];
      int i = name.wake;
      if (i < 0) {
        text.read(name);
        to.bound(bound, text.bytes, text.start, text.end, name.number, 0, 1);
      } else {
        byte[] by = text.by(names.of(wakers[i]));
        text.read(name);
        to.awake(awake, text.bytes, text.start, text.end, name.number, why[reasons[i]], by);
        to.figures(
            Math.max(0, wokeAt[i]), Math.max(0, wakeTook[i]), size(name), calls(name.code), 1);
      }
    }
  }

  private long calls(PyCode code) {
    long[] n = calls == null ? null : calls.get(code);
    return n == null ? 0 : n[0];
  }

  private static long size(CodeNames.Name name) {
    return name.unit == null ? 0 : name.unit.wakingSize();
  }

  private static String key(CodeNames.Name name) {
    return name == null ? "" : name.key().toString();
  }

  private static String reason(byte ordinal) {
    return switch (REASONS[ordinal]) {
      case CALL -> "call";
      case GLOBAL -> "global";
      case INTROSPECTION -> "introspection";
      case TRACE -> "trace";
      case EAGER -> "eager";
    };
  }
}
