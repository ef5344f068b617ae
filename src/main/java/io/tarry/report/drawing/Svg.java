package io.tarry.report.drawing;

import java.io.Reader;
import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads SVG, and checks that it is complete. */
final class Svg {

  private static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();

  static {
    XML.setProperty(XMLInputFactory.SUPPORT_DTD, false); // the parser would fetch it
    XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
  }

  private Svg() {}

  /** A reader that fetches nothing from elsewhere. */
  static XMLStreamReader reader(Reader svg) throws XMLStreamException {
    synchronized (XML) {
      return XML.createXMLStreamReader(svg);
    }
  }

  /**
   * Checks that an SVG is complete: an engine that fails may leave a part of it without any error.
   *
   * @throws DrawingException if it is not well-formed XML from the first tag to the last
   */
  static void requireWhole(String svg) {
    try {
      XMLStreamReader reader = reader(new StringReader(svg));
      boolean drawn = false;
      while (reader.hasNext()) {
        drawn |=
            reader.next() == XMLStreamConstants.START_ELEMENT
                && reader.getLocalName().equals("svg");
      }
      if (!drawn) {
        throw new DrawingException("GraphViz drew no picture");
      }
    } catch (XMLStreamException e) {
      throw new DrawingException("GraphViz drew a part of the picture only", e);
    }
  }
}
