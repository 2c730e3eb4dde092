package org.countersign.routing;

import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Walks over the elements of an XML part. It knows no entities and no document types, and so opens no other file. */
final class WorkbookXml {

    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader reader;

    WorkbookXml(byte[] part) {
        try {
            reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(part));
        } catch (XMLStreamException e) {
            throw damaged();
        }
    }

    /** The JDK's own, whatever else is on the classpath. */
    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing is fetched");
        });
        return factory;
    }

    /** To the next start or end of an element; false at the end. */
    boolean next() {
        try {
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                    throw damaged();
                }
                if (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT) {
                    return true;
                }
            }
            return false;
        } catch (XMLStreamException e) {
            throw damaged();
        }
    }

    boolean starts(String element) {
        return reader.isStartElement() && reader.getLocalName().equals(element);
    }

    boolean ends(String element) {
        return reader.isEndElement() && reader.getLocalName().equals(element);
    }

    /** The text of the element that starts here, which has no elements in it. */
    String text() {
        try {
            return reader.getElementText();
        } catch (XMLStreamException e) {
            throw damaged();
        }
    }

    /** Empty when it is not there. */
    String attribute(String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name)) {
                return reader.getAttributeValue(i);
            }
        }
        return "";
    }

    static BadWorkbook damaged() {
        return new BadWorkbook("The file is damaged, or holds what no spreadsheet writes.", "Save it again as XLSX.");
    }
}
