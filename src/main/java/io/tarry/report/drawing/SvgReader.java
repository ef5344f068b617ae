package io.tarry.report.drawing;

import java.io.Reader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads SVG. */
final class SvgReader {

  private static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();

  static {
    XML.setProperty(XMLInputFactory.SUPPORT_DTD, false); // the parser would fetch it
    XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
  }

  private SvgReader() {}

  /** A reader that fetches nothing from elsewhere. */
  static XMLStreamReader reader(Reader svg) throws XMLStreamException {
    synchronized (XML) {
      return XML.createXMLStreamReader(svg);
    }
  }
}
