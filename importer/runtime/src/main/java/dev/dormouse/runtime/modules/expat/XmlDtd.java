package dev.dormouse.runtime.modules.expat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;

/** What a document type definition declared, as far as reading the document needs it. */
final class XmlDtd {
  /** An entity, general or parameter. */
  static final class Entity {
    final String name;

    /** Replacement text of an internal entity; null for an external one. */
    char[] text;

    String systemId;
    String publicId;
    String base;

    /** Not null for an unparsed entity. */
    String notation;

    /** Declared in the document itself rather than in a parameter entity. */
    boolean internal;

    /** Its text is being read. */
    boolean open;

    Entity(String name) {
      this.name = name;
    }

    Entity copy() {
      Entity e = new Entity(name);
      e.text = text;
      e.systemId = systemId;
      e.publicId = publicId;
      e.base = base;
      e.notation = notation;
      e.internal = internal;
      return e;
    }
  }

  /** A declared attribute of one element type. */
  static final class Attribute {
    final String name;
    final boolean cdata;

    /** Null if there is none. */
    final String defaultValue;

    Attribute(String name, boolean cdata, String defaultValue) {
      this.name = name;
      this.cdata = cdata;
      this.defaultValue = defaultValue;
    }
  }

  final HashMap<String, Entity> general = new HashMap<>();
  final LinkedHashMap<String, Entity> parameter = new LinkedHashMap<>();
  final HashMap<String, List<Attribute>> attributes = new HashMap<>();

  /** False after a parameter entity was not read: declarations behind it are not binding. */
  boolean keepProcessing = true;

  boolean hasParamEntityRefs;
  boolean standalone;

  /** Set when a parser for an external parameter entity was made. */
  boolean paramEntityRead;

  Attribute attribute(String element, String name) {
    List<Attribute> all = attributes.get(element);
    if (all != null) {
      for (Attribute a : all) {
        if (a.name.equals(name)) {
          return a;
        }
      }
    }
    return null;
  }

  void declare(String element, Attribute a) {
    attributes.computeIfAbsent(element, k -> new ArrayList<>()).add(a);
  }

  /** For the parser of an external general entity: it may read entities at the same time. */
  XmlDtd copy() {
    XmlDtd d = new XmlDtd();
    general.forEach((k, v) -> d.general.put(k, v.copy()));
    parameter.forEach((k, v) -> d.parameter.put(k, v.copy()));
    attributes.forEach((k, v) -> d.attributes.put(k, new ArrayList<>(v)));
    d.keepProcessing = keepProcessing;
    d.hasParamEntityRefs = hasParamEntityRefs;
    d.standalone = standalone;
    return d;
  }
}
