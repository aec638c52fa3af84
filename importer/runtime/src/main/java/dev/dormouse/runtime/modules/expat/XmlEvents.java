package dev.dormouse.runtime.modules.expat;

import java.util.List;

/**
 * Who hears of a document's parts. {@link #wants} says which events anybody listens to; text of
 * tokens nobody listens to goes to {@link #text}.
 */
public interface XmlEvents {
  /** What can be listened to; the order is that of the Python handlers' names in a parser. */
  enum Kind {
    StartElement,
    EndElement,
    ProcessingInstruction,
    CharacterData,
    UnparsedEntityDecl,
    NotationDecl,
    StartNamespaceDecl,
    EndNamespaceDecl,
    Comment,
    StartCdataSection,
    EndCdataSection,
    Default,
    DefaultExpand,
    NotStandalone,
    ExternalEntityRef,
    StartDoctypeDecl,
    EndDoctypeDecl,
    EntityDecl,
    XmlDecl,
    ElementDecl,
    AttlistDecl,
    SkippedEntity
  }

  boolean wants(Kind kind);

  /** An event whose arguments are texts, null or {@link Integer}s. */
  void event(Kind kind, Object... arguments);

  /** As {@link #event}; false stops the parser. */
  boolean ask(Kind kind, Object... arguments);

  /** {@code attributes} alternates names and values; the first {@code specified} were written. */
  void startElement(String name, List<String> attributes, int specified);

  void characterData(String text);

  void elementDecl(String name, ContentModel model);

  /** For {@link Kind#Default} or {@link Kind#DefaultExpand}, whichever {@link #wants} one. */
  void text(String raw);

  /**
   * The characters of the 256 bytes in an encoding the parser does not know, {@link
   * XmlInput#INVALID} for none; null if there is no such encoding.
   */
  char[] unknownEncoding(String name);
}
