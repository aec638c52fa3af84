package dev.dormouse.runtime.modules.readline;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What {@code readline} knows: history, hooks, completer, bindings. Of the interpreter that
 * imported the module; guarded by its lock. Knows nothing of JLine, so that it exists before that
 * loads.
 */
final class LineState {
  private static final String DELIMITERS = " \t\n`~!@#$%^&*()-=+[{]}\\|;:'\",<>/?";

  /** The key that asks for completion, and what stands for asking twice. */
  private static final int TAB = 9;

  private static final int QUESTION = '?';

  final List<String> history = new ArrayList<>();

  /** The most lines that a file is to have; negative for any number. */
  int historyLength = -1;

  /** The most lines to remember; negative for any number. */
  private int historySize = -1;

  boolean addsAutomatically = true;

  /** Null for None, as all hooks. */
  PyObject completer;

  PyObject displayMatches;
  PyObject startup;
  PyObject beforeInput;

  String delimiters = DELIMITERS;

  int completionType;
  int wordBegin;
  int wordEnd;

  /** Lines of inputrc files and of {@code parse_and_bind} so far. */
  private final StringBuilder initialisation = new StringBuilder();

  private final JLineEditor editor;

  private LineState(Interpreter interpreter) {
    editor = new JLineEditor(this, Host.os(interpreter));
  }

  /** An interpreter's state; making it lets lines be edited from then on. */
  static LineState of(Interpreter interpreter) {
    Object found = interpreter.registered(LineState.class);
    if (found != null) {
      return (LineState) found;
    }
    LineState made = new LineState(interpreter);
    interpreter.register(LineState.class, made);
    LineInput.of(interpreter).setEditor(made.editor);
    return made;
  }

  JLineEditor editor() {
    return editor;
  }

  String initialisation() {
    return initialisation.toString();
  }

  void initialise(String lines) {
    initialisation.append(lines).append('\n');
    for (String line : lines.split("\n")) {
      String[] words = line.strip().split("\\s+");
      if (words.length >= 3 && words[0].equals("set") && words[1].equals("history-size")) {
        setHistorySize(words[2]);
      }
    }
    editor.configure(lines);
  }

  private void setHistorySize(String number) {
    try {
      historySize = Integer.parseInt(number);
      trim();
    } catch (NumberFormatException e) {
      // As readline: a variable that makes no sense is left alone.
    }
  }

  void add(String line) {
    history.add(line);
    trim();
  }

  private void trim() {
    if (historySize >= 0 && history.size() > historySize) {
      history.subList(0, history.size() - historySize).clear();
    }
  }

  /** As readline does after a line: not an empty one, and not the same twice running. */
  void addAutomatically(String line) {
    if (addsAutomatically
        && !line.isEmpty()
        && (history.isEmpty() || !history.getLast().equals(line))) {
      add(line);
    }
  }

  void begin() {
    callHook(startup);
    callHook(beforeInput);
  }

  /** What hooks raise is lost, as in CPython. */
  private static void callHook(PyObject hook) {
    if (hook == null) {
      return;
    }
    try {
      Abstract.call(hook);
    } catch (PyException e) {
      // There is nobody to tell in the middle of a line.
    }
  }

  /** What completing a word gave. */
  static final class Completion {
    /** Where the word starts. */
    final int begin;

    /** What is to stand in its place: the word itself if nothing is known of it. */
    final String text;

    /** Sorted. */
    final List<String> matches;

    Completion(int begin, String text, List<String> matches) {
      this.begin = begin;
      this.text = text;
      this.matches = matches;
    }
  }

  /**
   * Completes the word before the cursor.
   *
   * @param listing whether this is to list what there is
   */
  Completion complete(String line, int cursor, boolean listing) {
    int from = cursor;
    while (from > 0 && delimiters.indexOf(line.charAt(from - 1)) < 0) {
      from--;
    }
    String word = line.substring(from, cursor);
    wordBegin = line.codePointCount(0, from);
    wordEnd = line.codePointCount(0, cursor);
    completionType = listing ? QUESTION : TAB;
    int length = line.length();
    List<String> matches = matches(word);
    if (matches.isEmpty() || editor.buffer().length() != length) {
      // Nothing, or the completer has changed the line itself.
      String now = editor.buffer();
      int at = Math.min(from, now.length());
      return new Completion(at, now.substring(at, Math.min(now.length(), cursor)), matches);
    }
    return new Completion(from, commonPrefix(matches), matches);
  }

  private List<String> matches(String word) {
    TreeSet<String> found = new TreeSet<>();
    for (int state = 0; completer != null; state++) {
      PyObject match;
      try {
        match = Abstract.call(completer, PyStr.of(word), PyInt.of(state));
      } catch (PyException e) {
        break;
      }
      if (!(match instanceof PyStr text)) {
        break;
      }
      found.add(text.value());
    }
    return new ArrayList<>(found);
  }

  private static String commonPrefix(List<String> sorted) {
    String first = sorted.getFirst();
    String last = sorted.getLast();
    int n = 0;
    while (n < first.length() && n < last.length() && first.charAt(n) == last.charAt(n)) {
      n++;
    }
    return first.substring(0, n);
  }

  /** Lets the hook show the matches, if there is one; false if there is none. */
  boolean showMatches(Completion found) {
    if (displayMatches == null) {
      return false;
    }
    PyList list = new PyList();
    int longest = 0;
    for (String match : found.matches) {
      list.add(PyStr.of(match));
      longest = Math.max(longest, match.codePointCount(0, match.length()));
    }
    try {
      Abstract.call(displayMatches, PyStr.of(found.text), list, PyInt.of(longest));
    } catch (PyException e) {
      // As for the other hooks.
    }
    return true;
  }
}
