package dev.dormouse.importer.state;

import static dev.dormouse.importer.state.StateFormat.*;

import dev.dormouse.image.ImageState;
import dev.dormouse.image.PartOutput;
import dev.dormouse.runtime.objects.Anatomy;
import dev.dormouse.runtime.objects.PyType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The part of an image that a {@link StateGraph} makes: tables that say where each record is, and
 * the records.
 */
final class StatePart {
  private final StateGraph graph;
  private final PartOutput out = new PartOutput();

  StatePart(StateGraph graph) {
    this.graph = graph;
  }

  /**
   * @param basis for {@code HEADER_BASIS}
   */
  byte[] finish(byte[] basis) {
    for (int i = 0; i < HEADER_SIZE; i += 4) {
      out.i32(0);
    }
    out.patch(HEADER_VERSION, VERSION);
    out.patch(HEADER_CODES, graph.image.codeCount());
    for (int i = 0; i < BASIS_SIZE; i += 4) {
      out.patch(HEADER_BASIS + i, ImageState.i32(basis, i));
    }
    out.patch(HEADER_MODULES, graph.modules.size());
    out.patch(HEADER_OBJECTS, graph.size());
    out.patch(HEADER_STRINGS, graph.strings.size());
    out.patch(HEADER_OUTSIDERS, graph.outsiders.count());
    writeModules();
    writeObjects();
    writeStrings();
    out.patch(HEADER_OUTSIDERS_AT, out.size());
    graph.outsiders.write(out);
    return out.toByteArray();
  }

  /** Modules are numbered in the order of their ends and found by the number of their bodies. */
  private void writeModules() {
    List<StateGraph.Written> modules = graph.modules;
    int at = out.size();
    out.patch(HEADER_MODULES_AT, at);
    for (int i = 0; i < modules.size(); i++) {
      out.i32(modules.get(i).body).i32(0).i32(0).i32(modules.get(i).objects);
    }
    for (int i = 0; i < modules.size(); i++) {
      out.patch(at + i * MODULE_SIZE + MODULE_RECORD, out.size());
      out.patch(at + i * MODULE_SIZE + MODULE_RECORD_SIZE, modules.get(i).record.length);
      out.bytes(modules.get(i).record);
    }
  }

  private void writeObjects() {
    Map<Integer, List<Integer>> subclasses = new TreeMap<>();
    List<Integer> roots = new ArrayList<>();
    for (int i = 0; i < graph.size(); i++) {
      if (graph.object(i) instanceof PyType t) {
        for (PyType base : Anatomy.bases(t)) {
          Integer number = graph.numberOf(base);
          (number == null ? roots : subclasses.computeIfAbsent(number, n -> new ArrayList<>()))
              .add(i);
        }
      }
    }
    out.patch(HEADER_ROOTS_AT, out.size());
    classes(roots);
    int at = out.size();
    out.patch(HEADER_OBJECTS_AT, at);
    for (int i = 0; i <= graph.size(); i++) {
      out.i32(0);
    }
    int[] places = new int[graph.size()];
    for (int i = 0; i < graph.size(); i++) {
      places[i] = out.size();
      out.patch(at + 4 * i, out.size());
      out.bytes(graph.record(i));
    }
    out.patch(at + 4 * graph.size(), out.size());
    for (Map.Entry<Integer, List<Integer>> entry : subclasses.entrySet()) {
      out.patch(places[entry.getKey()] + 4, out.size());
      classes(entry.getValue());
    }
  }

  /** Number of classes, then of each its module and itself. */
  private void classes(List<Integer> classes) {
    out.i32(classes.size());
    for (int c : classes) {
      out.i32(graph.owner(c)).i32(c);
    }
  }

  /** Not by a charset, which would replace lone surrogates. */
  private static byte[] utf16(String text) {
    byte[] bytes = new byte[2 * text.length()];
    for (int i = 0; i < text.length(); i++) {
      bytes[2 * i] = (byte) text.charAt(i);
      bytes[2 * i + 1] = (byte) (text.charAt(i) >> 8);
    }
    return bytes;
  }

  private void writeStrings() {
    int at = out.size();
    out.patch(HEADER_STRINGS_AT, at);
    for (int i = 0; i <= graph.strings.size(); i++) {
      out.i32(0);
    }
    int i = 0;
    for (String text : graph.strings.keySet()) {
      out.patch(at + 4 * i++, out.size());
      boolean latin1 = text.chars().allMatch(c -> c < 256);
      out.bytes(new byte[] {(byte) (latin1 ? 0 : 1)});
      out.bytes(latin1 ? text.getBytes(StandardCharsets.ISO_8859_1) : utf16(text));
    }
    out.patch(at + 4 * i, out.size());
    out.align(4);
  }
}
