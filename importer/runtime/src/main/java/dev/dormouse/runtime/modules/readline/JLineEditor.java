package dev.dormouse.runtime.modules.readline;

import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.os.Os;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.MaskingCallback;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.InputRC;
import org.jline.reader.impl.LineReaderImpl;

/**
 * Edits lines on the terminal with JLine, set up to behave as GNU readline does under CPython: no
 * history expansion, no second prompts of its own, completion by {@link LineState}.
 *
 * <p>Pasted lines (bracketed paste) are taken one by one, as if typed, and a tab among them is
 * text.
 */
final class JLineEditor implements LineInput.Editor {
  /** The widget that readline calls by this name, and that Python binds to Tab. */
  private static final String COMPLETE = "complete";

  private final LineState lines;
  private final Os os;

  /** Null before the first line, and where the terminal can do nothing but print. */
  private Reader reader;

  /** What was pasted after the line that was accepted last; begins the next. */
  private String pasted = "";

  JLineEditor(LineState lines, Os os) {
    this.lines = lines;
    this.os = os;
  }

  /** Whether the terminal can move its cursor. */
  @Override
  public boolean isUsable() {
    String type = os.getenv("TERM");
    return type != null && !type.isEmpty() && !type.equals("dumb");
  }

  @Override
  public byte[] readLine(String prompt) {
    Reader r = reader();
    String line;
    try {
      line = takePasted(r, prompt);
      if (line == null) {
        String start = pasted;
        pasted = "";
        line = r.readLine(shown(prompt), null, (MaskingCallback) null, start);
      }
    } catch (EndOfFileException e) {
      return null;
    } catch (UserInterruptException e) {
      throw Errors.of(Exceptions.KeyboardInterrupt, "");
    } catch (PyException e) {
      pasted = "";
      throw e;
    } finally {
      r.reset();
    }
    lines.addAutomatically(line);
    return (line + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** A whole line of what was pasted, shown as if it had been typed; null if there is none. */
  private String takePasted(Reader r, String prompt) {
    int end = pasted.indexOf('\n');
    if (end < 0) {
      return null;
    }
    String line = pasted.substring(0, end);
    pasted = pasted.substring(end + 1);
    r.getTerminal().writer().println(prompt.replace("\001", "").replace("\002", "") + line);
    r.getTerminal().flush();
    return line;
  }

  /** JLine takes a percent sign for the start of a pattern, and needs no marks around escapes. */
  private static String shown(String prompt) {
    return prompt.replace("%", "%%").replace("\001", "").replace("\002", "");
  }

  private Reader reader() {
    if (reader == null) {
      try {
        reader = new Reader(new PromptTerminal(os, os.getenv("TERM")));
      } catch (IOException e) {
        throw Errors.of(Exceptions.OSError, e.getMessage());
      }
      configure(lines.initialisation());
    }
    return reader;
  }

  /** Applies lines as of an inputrc file; before the first line they wait in the state. */
  void configure(String text) {
    if (reader == null) {
      return;
    }
    try {
      InputRC.configure(reader, new StringReader(text));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The line as it is being typed. */
  String buffer() {
    return reader == null ? "" : reader.getBuffer().toString();
  }

  void insert(String text) {
    if (reader != null) {
      reader.getBuffer().write(text);
    }
  }

  void redisplay() {
    if (reader != null && reader.isReading()) {
      reader.callWidget(LineReader.REDISPLAY);
    }
  }

  /** Nothing is incomplete, whatever quotes it has: whether it is Python is not decided here. */
  private static final class AnyLine implements Parser {
    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
      return new ParsedLine() {
        @Override
        public String word() {
          return line;
        }

        @Override
        public int wordCursor() {
          return cursor;
        }

        @Override
        public int wordIndex() {
          return 0;
        }

        @Override
        public List<String> words() {
          return List.of(line);
        }

        @Override
        public String line() {
          return line;
        }

        @Override
        public int cursor() {
          return cursor;
        }
      };
    }

    @Override
    public boolean isEscapeChar(char c) {
      return false;
    }
  }

  private final class Reader extends LineReaderImpl {
    /** Whether the last key asked for completion without completing anything. */
    private boolean asked;

    private int completedAt = -1;

    Reader(PromptTerminal terminal) throws IOException {
      super(terminal, "python");
      setHistory(new LineHistory(lines.history));
      setParser(new AnyLine());
      setVariable(BELL_STYLE, "audible");
      setVariable(BLINK_MATCHING_PAREN, 0);
      option(Option.DISABLE_EVENT_EXPANSION, true);
      option(Option.HISTORY_BEEP, true);
      getWidgets().put(COMPLETE, this::complete);
      getWidgets().put(CALLBACK_INIT, this::begin);
      // As readline has it until somebody binds it.
      for (String map : new String[] {EMACS, VIINS}) {
        KeyMap<Binding> keys = getKeyMaps().get(map);
        keys.bind(new Reference(SELF_INSERT), "\t");
        // JLine knows those of the terminal's other mode, which not every terminal enters.
        keys.bind(new Reference(UP_LINE_OR_HISTORY), "\033[A");
        keys.bind(new Reference(DOWN_LINE_OR_HISTORY), "\033[B");
        keys.bind(new Reference(FORWARD_CHAR), "\033[C");
        keys.bind(new Reference(BACKWARD_CHAR), "\033[D");
        keys.bind(new Reference(BEGINNING_OF_LINE), "\033[H");
        keys.bind(new Reference(END_OF_LINE), "\033[F");
      }
    }

    /** The line is empty and the prompt not yet shown. */
    private boolean begin() {
      lines.begin();
      return true;
    }

    void reset() {
      completedAt = -1;
    }

    @Override
    public boolean beginPaste() {
      super.beginPaste();
      regionActive = RegionType.NONE;
      String all = buf.toString();
      int end = all.indexOf('\n');
      if (end < 0) {
        return true;
      }
      // What stood behind the cursor belongs to the last of the lines.
      pasted = all.substring(end + 1);
      buf.clear();
      buf.write(all.substring(0, end));
      return acceptLine();
    }

    /**
     * Breaks the line only if it was entered: otherwise that is for the caller, as without editor.
     */
    @Override
    protected void cleanup() {
      doCleanup(state == State.DONE);
    }

    private boolean complete() {
      int cursor = buf.cursor();
      String line = buf.toString();
      boolean again = completedAt == cursor && asked;
      LineState.Completion found = lines.complete(line, cursor, again);
      boolean changed = !found.text.equals(line.substring(found.begin, cursor));
      if (changed) {
        buf.backspace(cursor - found.begin);
        buf.write(found.text);
      } else if (again && found.matches.size() > 1) {
        show(found);
      }
      completedAt = buf.cursor();
      asked = found.matches.size() > 1;
      return found.matches.size() == 1 || changed && !asked || again;
    }

    private void show(LineState.Completion found) {
      if (lines.showMatches(found)) {
        return;
      }
      printAbove(Columns.of(found.matches, terminal.getColumns()));
    }
  }
}
