/**
 * {@code pyexpat}: an XML parser with expat's behaviour, and the Python module over it.
 *
 * <p>The parser is our own, from input bytes to events, and knows nothing of Python objects; {@link
 * dev.dormouse.runtime.modules.expat.PyXmlParser} alone does. The JDK's SAX and StAX parsers and
 * Aalto were looked at and rejected: what Python code sees of expat is the place of every event in
 * bytes, lines and columns, error codes, the untouched text of every token for default handlers,
 * chunks as they are fed, and declarations of the DTD one by one. The JDK's parsers pull their
 * input, tell neither bytes nor raw text, and describe errors in words only; Aalto can be fed, but
 * knows no entities.
 *
 * <p>Names may contain the characters of XML 1.0's fifth edition, where expat follows the fourth.
 *
 * <p>Only {@link dev.dormouse.runtime.modules.expat.PyexpatModule} is for others, and for {@code
 * _elementtree} the parser: {@link dev.dormouse.runtime.modules.expat.XmlParser} with {@link
 * dev.dormouse.runtime.modules.expat.XmlEvents}.
 */
package dev.dormouse.runtime.modules.expat;
