package io.github.nioftpd.fs.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.function.Consumer;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** A document that grows, and the reading of documents. Used by one thread. */
final class FakeXml {

  private final StringBuilder text = new StringBuilder();
  private final String root;
  private final boolean encoded;

  FakeXml(String root) {
    this(root, false);
  }

  /**
   * Begins a document.
   *
   * @param encoded whether keys are percent-encoded in it
   */
  FakeXml(String root, boolean encoded) {
    this.root = root;
    this.encoded = encoded;
    text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<").append(root);
    if (!root.equals("Error")) {
      text.append(" xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"");
    }
    text.append('>');
  }

  FakeXml element(String name, Object value) {
    text.append('<').append(name).append('>');
    escape(value.toString());
    text.append("</").append(name).append('>');
    return this;
  }

  /** A key, a prefix or a delimiter. */
  FakeXml key(String name, String value) {
    return element(name, encoded ? URLEncoder.encode(value, UTF_8).replace("%2F", "/") : value);
  }

  FakeXml inside(String name, Consumer<FakeXml> children) {
    text.append('<').append(name).append('>');
    children.accept(this);
    text.append("</").append(name).append('>');
    return this;
  }

  private void escape(String value) {
    for (char c : value.toCharArray()) {
      switch (c) {
        case '&' -> text.append("&amp;");
        case '<' -> text.append("&lt;");
        case '>' -> text.append("&gt;");
        default -> {
          if (c < ' ') {
            text.append("&#").append((int) c).append(';');
          } else {
            text.append(c);
          }
        }
      }
    }
  }

  FakeContent content() {
    return FakeContent.of((text + "</" + root + ">").getBytes(UTF_8));
  }

  /** Reads a document, or answers that it is none. */
  static Element read(byte[] document) {
    try {
      Document read =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(document));
      return read.getDocumentElement();
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new FakeError(400, "MalformedXML");
    }
  }

  /** The text of the first child of that name. */
  static String child(Element parent, String name) {
    var found = parent.getElementsByTagName(name);
    if (found.getLength() == 0) {
      throw new FakeError(400, "MalformedXML");
    }
    return found.item(0).getTextContent();
  }
}
