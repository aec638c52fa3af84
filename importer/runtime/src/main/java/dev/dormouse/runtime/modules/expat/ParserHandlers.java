package dev.dormouse.runtime.modules.expat;

import dev.dormouse.runtime.modules.expat.XmlEvents.Kind;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Setter;

/** The handler attributes of {@link PyXmlParser}: one for each {@link Kind}. */
final class ParserHandlers {
  private ParserHandlers() {}

  @Getter(name = "StartElementHandler")
  static PyObject startElement(PyXmlParser p) {
    return p.handler(Kind.StartElement);
  }

  @Setter(name = "StartElementHandler")
  static void startElement(PyXmlParser p, PyObject value) {
    p.setHandler(Kind.StartElement, value);
  }

  @Getter(name = "EndElementHandler")
  static PyObject endElement(PyXmlParser p) {
    return p.handler(Kind.EndElement);
  }

  @Setter(name = "EndElementHandler")
  static void endElement(PyXmlParser p, PyObject value) {
    p.setHandler(Kind.EndElement, value);
  }

  @Getter(name = "ProcessingInstructionHandler")
  static PyObject processingInstruction(PyXmlParser p) {
    return p.handler(Kind.ProcessingInstruction);
  }

  @Setter(name = "ProcessingInstructionHandler")
  static void processingInstruction(PyXmlParser p, PyObject value) {
    p.setHandler(Kind.ProcessingInstruction, value);
  }

  @Getter(name = "CharacterDataHandler")
  static PyObject characterData(PyXmlParser p) {
    return p.handler(Kind.CharacterData);
  }

  @Setter(name = "CharacterDataHandler")
  static void characterData(PyXmlParser p, PyObject value) {
    p.setHandler(Kind.CharacterData, value);
  }

  @Getter(name = "UnparsedEntityDeclHandler")
  static PyObject unparsedEntityDecl(PyXmlParser p) {
    return p.handler(Kind.UnparsedEntityDecl);
  }

  @Setter(name = "UnparsedEntityDeclHandler")
  static void unparsedEntityDecl(PyXmlParser p, PyObject value) {
    p.setHandler(Kind.UnparsedEntityDecl, value);
  }

  @Getter(name = "NotationDeclHandler")
  static PyObject notationDecl(PyXmlParser p) {
    return p.handler(Kind.NotationDecl);
  }

  @Setter(name = "NotationDeclHandler")
  static void notationDecl(PyXmlParser p, PyObject value) {
    p.setHandler(Kind.NotationDecl, value);
  }

  @Getter(name = "StartNamespaceDeclHandler")
  static PyObject startNamespaceDecl(PyXmlParser p) {
    return p.handler(Kind.StartNamespaceDecl);
  }

  @Setter(name = "StartNamespaceDeclHandler")
  static void startNamespaceDecl(PyXmlParser p, PyObject value) {
    p.setHandler(Kind.StartNamespaceDecl, value);
  }

  @Getter(name = "EndNamespaceDeclHandler")
  static PyObject endNamespaceDecl(PyXmlParser p) {
    return p.handler(Kind.EndNamespaceDecl);
  }

  @Setter(name = "EndNamespaceDeclHandler")
  static void endNamespaceDecl(PyXmlParser p, PyObject value) {
    p.setHandler(Kind.EndNamespaceDecl, value);
  }

  @Getter(name = "CommentHandler")
  static PyObject comment(PyXmlParser p) {
    return p.handler(Kind.Comment);
  }

  @Setter(name = "CommentHandler")
  static void comment(PyXmlParser p, PyObject value) {
    p.setHandler(Kind.Comment, value);
  }

  @Getter(name = "StartCdataSectionHandler")
  static PyObject startCdataSection(PyXmlParser p) {
    return p.handler(Kind.StartCdataSection);
  }

  @Setter(name = "StartCdataSectionHandler")
  static void startCdataSection(PyXmlParser p, PyObject value) {
    p.setHandler(Kind.StartCdataSection, value);
  }

  @Getter(name = "EndCdataSectionHandler")
  static PyObject endCdataSection(PyXmlParser p) {
    return p.handler(Kind.EndCdataSection);
  }

  @Setter(name = "EndCdataSectionHandler")
  static void endCdataSection(PyXmlParser p, PyObject value) {
    p.setHandler(Kind.EndCdataSection, value);
  }

  @Getter(name = "DefaultHandler")
  static PyObject defaultText(PyXmlParser p) {
    return p.handler(Kind.Default);
  }

  @Setter(name = "DefaultHandler")
  static void defaultText(PyXmlParser p, PyObject value) {
    p.setHandler(Kind.Default, value);
  }

  @Getter(name = "DefaultHandlerExpand")
  static PyObject defaultExpand(PyXmlParser p) {
    return p.handler(Kind.DefaultExpand);
  }

  @Setter(name = "DefaultHandlerExpand")
  static void defaultExpand(PyXmlParser p, PyObject value) {
    p.setHandler(Kind.DefaultExpand, value);
  }

  @Getter(name = "NotStandaloneHandler")
  static PyObject notStandalone(PyXmlParser p) {
    return p.handler(Kind.NotStandalone);
  }

  @Setter(name = "NotStandaloneHandler")
  static void notStandalone(PyXmlParser p, PyObject value) {
    p.setHandler(Kind.NotStandalone, value);
  }

  @Getter(name = "ExternalEntityRefHandler")
  static PyObject externalEntityRef(PyXmlParser p) {
    return p.handler(Kind.ExternalEntityRef);
  }

  @Setter(name = "ExternalEntityRefHandler")
  static void externalEntityRef(PyXmlParser p, PyObject value) {
    p.setHandler(Kind.ExternalEntityRef, value);
  }

  @Getter(name = "StartDoctypeDeclHandler")
  static PyObject startDoctypeDecl(PyXmlParser p) {
    return p.handler(Kind.StartDoctypeDecl);
  }

  @Setter(name = "StartDoctypeDeclHandler")
  static void startDoctypeDecl(PyXmlParser p, PyObject value) {
    p.setHandler(Kind.StartDoctypeDecl, value);
  }

  @Getter(name = "EndDoctypeDeclHandler")
  static PyObject endDoctypeDecl(PyXmlParser p) {
    return p.handler(Kind.EndDoctypeDecl);
  }

  @Setter(name = "EndDoctypeDeclHandler")
  static void endDoctypeDecl(PyXmlParser p, PyObject value) {
    p.setHandler(Kind.EndDoctypeDecl, value);
  }

  @Getter(name = "EntityDeclHandler")
  static PyObject entityDecl(PyXmlParser p) {
    return p.handler(Kind.EntityDecl);
  }

  @Setter(name = "EntityDeclHandler")
  static void entityDecl(PyXmlParser p, PyObject value) {
    p.setHandler(Kind.EntityDecl, value);
  }

  @Getter(name = "XmlDeclHandler")
  static PyObject xmlDecl(PyXmlParser p) {
    return p.handler(Kind.XmlDecl);
  }

  @Setter(name = "XmlDeclHandler")
  static void xmlDecl(PyXmlParser p, PyObject value) {
    p.setHandler(Kind.XmlDecl, value);
  }

  @Getter(name = "ElementDeclHandler")
  static PyObject elementDecl(PyXmlParser p) {
    return p.handler(Kind.ElementDecl);
  }

  @Setter(name = "ElementDeclHandler")
  static void elementDecl(PyXmlParser p, PyObject value) {
    p.setHandler(Kind.ElementDecl, value);
  }

  @Getter(name = "AttlistDeclHandler")
  static PyObject attlistDecl(PyXmlParser p) {
    return p.handler(Kind.AttlistDecl);
  }

  @Setter(name = "AttlistDeclHandler")
  static void attlistDecl(PyXmlParser p, PyObject value) {
    p.setHandler(Kind.AttlistDecl, value);
  }

  @Getter(name = "SkippedEntityHandler")
  static PyObject skippedEntity(PyXmlParser p) {
    return p.handler(Kind.SkippedEntity);
  }

  @Setter(name = "SkippedEntityHandler")
  static void skippedEntity(PyXmlParser p, PyObject value) {
    p.setHandler(Kind.SkippedEntity, value);
  }
}
