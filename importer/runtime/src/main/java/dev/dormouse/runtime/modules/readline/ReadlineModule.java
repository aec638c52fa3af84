package dev.dormouse.runtime.modules.readline;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.os.Os;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;
import java.util.List;

/**
 * {@code readline}: the functions of GNU readline that CPython offers, over JLine. Importing it
 * makes {@code input()} and the prompt edit their lines.
 */
@BuiltinModule(
    name = "readline",
    doc = "Importing this module lets lines be edited and recalled, as with GNU readline.")
public final class ReadlineModule {
  /** GNU readline's version whose behaviour is followed, as the module shows it. */
  private static final int VERSION = 0x0802;

  private ReadlineModule() {}

  public static BuiltinTable table() {
    return new ReadlineModuleTable();
  }

  static void exec(PyModule m) {
    m.set("_READLINE_VERSION", PyInt.of(VERSION));
    m.set("_READLINE_RUNTIME_VERSION", PyInt.of(VERSION));
    m.set("_READLINE_LIBRARY_VERSION", PyStr.of("8.2"));
    try {
      readInitFile(null);
    } catch (PyException e) {
      // Few have one.
      state();
    }
  }

  private static LineState state() {
    return LineState.of(Interpreter.current());
  }

  private static String text(PyObject o) {
    if (!(o instanceof PyStr s)) {
      throw Errors.typeError("bad argument type for built-in operation");
    }
    return s.value();
  }

  // the line

  @Function(name = "get_line_buffer", doc = "Return the line as it is being edited.")
  static String getLineBuffer() {
    return state().editor().buffer();
  }

  @Function(
      name = "insert_text",
      signature = "(string, /)",
      doc = "Insert text into the line at the cursor.")
  static void insertText(PyObject string) {
    state().editor().insert(text(string));
  }

  @Function(doc = "Show the line again as it is now.")
  static void redisplay() {
    state().editor().redisplay();
  }

  @Function(
      name = "parse_and_bind",
      signature = "(string, /)",
      doc = "Carry out one line of an inputrc file.")
  static void parseAndBind(PyObject string) {
    state().initialise(text(string));
  }

  @Function(
      name = "read_init_file",
      signature = "(filename=None, /)",
      doc = "Carry out an inputrc file; by default the last one used, or ~/.inputrc.")
  static void readInitFile(PyObject filename) {
    state().initialise(String.join("\n", HistoryFile.read(path(filename, ".inputrc"))));
  }

  /** An argument's path, or that of a file in the user's home. */
  private static String path(PyObject filename, String atHome) {
    Os os = Host.os();
    if (filename != null && filename != PyObject.NONE) {
      return os.resolve(Host.decode(Host.fspath(filename)));
    }
    String given = atHome.equals(".inputrc") ? os.getenv("INPUTRC") : null;
    String home = os.getenv("HOME");
    return given != null ? given : (home == null ? "." : home) + "/" + atHome;
  }

  // history

  @Function(
      name = "read_history_file",
      signature = "(filename=None, /)",
      doc = "Add the lines of a file to the history; by default those of ~/.history.")
  static void readHistoryFile(PyObject filename) {
    LineState state = state();
    for (String line : HistoryFile.read(path(filename, ".history"))) {
      state.add(line);
    }
  }

  @Function(
      name = "write_history_file",
      signature = "(filename=None, /)",
      doc = "Save the history in a file, by default ~/.history.")
  static void writeHistoryFile(PyObject filename) {
    LineState state = state();
    HistoryFile.write(path(filename, ".history"), state.history, state.historyLength);
  }

  @Function(
      name = "append_history_file",
      signature = "(nelements, filename=None, /)",
      doc = "Append the last lines of the history to a file, by default ~/.history.")
  static void appendHistoryFile(int nelements, PyObject filename) {
    LineState state = state();
    int n = Math.max(0, Math.min(nelements, state.history.size()));
    List<String> last = state.history.subList(state.history.size() - n, state.history.size());
    HistoryFile.append(path(filename, ".history"), last, state.historyLength);
  }

  @Function(
      name = "get_history_length",
      doc = "Return the most lines that a history file will have; negative for no limit.")
  static int getHistoryLength() {
    return state().historyLength;
  }

  @Function(
      name = "set_history_length",
      signature = "(length, /)",
      doc = "Set the most lines that a history file will have; negative for no limit.")
  static void setHistoryLength(int length) {
    state().historyLength = length;
  }

  @Function(name = "get_current_history_length", doc = "Return how many lines the history has now.")
  static int getCurrentHistoryLength() {
    return state().history.size();
  }

  @Function(
      name = "get_history_item",
      signature = "(index, /)",
      doc = "Return a line of the history, the first of which is 1; None if there is none.")
  static PyObject getHistoryItem(int index) {
    List<String> history = state().history;
    return index < 1 || index > history.size() ? PyObject.NONE : PyStr.of(history.get(index - 1));
  }

  private static int position(int pos) {
    if (pos < 0) {
      throw Errors.valueError("History index cannot be negative");
    }
    if (pos >= state().history.size()) {
      throw Errors.valueError("No history item at position " + pos);
    }
    return pos;
  }

  @Function(
      name = "remove_history_item",
      signature = "(pos, /)",
      doc = "Remove a line of the history, the first of which is 0.")
  static void removeHistoryItem(int pos) {
    state().history.remove(position(pos));
  }

  @Function(
      name = "replace_history_item",
      signature = "(pos, line, /)",
      doc = "Replace a line of the history, the first of which is 0.")
  static void replaceHistoryItem(int pos, PyObject line) {
    String text = text(line);
    state().history.set(position(pos), text);
  }

  @Function(name = "add_history", signature = "(string, /)", doc = "Add a line to the history.")
  static void addHistory(PyObject string) {
    state().add(text(string));
  }

  @Function(name = "clear_history", doc = "Forget the history.")
  static void clearHistory() {
    state().history.clear();
  }

  @Function(
      name = "set_auto_history",
      signature = "(enabled, /)",
      doc = "Say whether lines that are read go to the history.")
  static void setAutoHistory(boolean enabled) {
    state().addsAutomatically = enabled;
  }

  // hooks

  private static PyObject hook(PyObject function, String name) {
    if (function == null || function == PyObject.NONE) {
      return null;
    }
    if (!Abstract.isCallable(function)) {
      throw Errors.typeError("set_" + name + "(func): argument not callable");
    }
    return function;
  }

  @Function(
      name = "set_startup_hook",
      signature = "(function=None, /)",
      doc = "Set the function to call before a prompt is shown; None for none.")
  static void setStartupHook(PyObject function) {
    state().startup = hook(function, "startup_hook");
  }

  @Function(
      name = "set_pre_input_hook",
      signature = "(function=None, /)",
      doc = "Set the function to call after a prompt is shown; None for none.")
  static void setPreInputHook(PyObject function) {
    state().beforeInput = hook(function, "pre_input_hook");
  }

  @Function(
      name = "set_completion_display_matches_hook",
      signature = "(function=None, /)",
      doc = "Set the function that shows the matches of a completion; None for none.")
  static void setCompletionDisplayMatchesHook(PyObject function) {
    state().displayMatches = hook(function, "completion_display_matches_hook");
  }

  // completion

  @Function(
      name = "set_completer",
      signature = "(function=None, /)",
      doc =
          "Set the function that completes words: it is called with the word and 0, 1, 2, ..."
              + " until it returns no str.")
  static void setCompleter(PyObject function) {
    state().completer = hook(function, "completer");
  }

  @Function(name = "get_completer", doc = "Return the function that completes words.")
  static PyObject getCompleter() {
    PyObject completer = state().completer;
    return completer == null ? PyObject.NONE : completer;
  }

  @Function(name = "get_completion_type", doc = "Return the kind of completion asked for.")
  static int getCompletionType() {
    return state().completionType;
  }

  @Function(name = "get_begidx", doc = "Return where the word being completed begins.")
  static int getBegidx() {
    return state().wordBegin;
  }

  @Function(name = "get_endidx", doc = "Return where the word being completed ends.")
  static int getEndidx() {
    return state().wordEnd;
  }

  @Function(
      name = "set_completer_delims",
      signature = "(string, /)",
      doc = "Set the characters between words that are completed.")
  static void setCompleterDelims(PyObject string) {
    state().delimiters = text(string);
  }

  @Function(
      name = "get_completer_delims",
      doc = "Return the characters between words that are completed.")
  static String getCompleterDelims() {
    return state().delimiters;
  }
}
