package io.github.heatmill.truth.format;

import io.github.heatmill.image.Size;
import io.github.heatmill.truth.AnnotatedObject;
import io.github.heatmill.truth.AnnotatedObject.Kind;
import io.github.heatmill.truth.Annotation;
import io.github.heatmill.truth.AnnotationException;
import io.github.heatmill.truth.Box;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the XML of Pascal VOC, which ImageNet uses for bounding boxes, too: one file for an image,
 * with any number of objects. Corners are numbers of pixels, counted from 1 and both inside, so
 * that the object covers {@code xmin - 1} to {@code xmax}; they may have decimals. Parts of objects
 * are not read. A {@code size} of 0 counts as unknown.
 */
public final class PascalVoc {
  private static final String ROOT = "/annotation";
  private static final String OBJECT = ROOT + "/object";
  private static final String SIZE = ROOT + "/size";

  /**
   * Each element has the path of its parents in its own, so a deeper file would need much memory.
   */
  private static final int DEEPEST = 20;

  private final Deque<String> path = new ArrayDeque<>();
  private final StringBuilder text = new StringBuilder();
  private final Map<String, String> texts = new HashMap<>();
  private final List<AnnotatedObject> objects = new ArrayList<>();
  private Size size;

  private PascalVoc() {
    path.push("");
  }

  /**
   * Reads a file. External entities are not followed.
   *
   * @param in its content; not closed
   * @param name its name in error messages
   * @throws AnnotationException if it is no XML, or an object has no box or an impossible one
   */
  public static Annotation read(InputStream in, String name) {
    PascalVoc reader = new PascalVoc();
    try {
      reader.read(factory().createXMLStreamReader(in));
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
      throw new AnnotationException(
          "Annotation cannot be read: " + name + " (no XML from line " + line + " on)", e);
    } catch (IllegalArgumentException e) {
      throw new AnnotationException(
          "Annotation cannot be read: " + name + " (" + e.getMessage() + ")", e);
    }
    return new Annotation(reader.size, reader.objects);
  }

  private static XMLInputFactory factory() {
    // The JDK's own parser: clusters bring other parsers, which differ.
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  private void read(XMLStreamReader xml) throws XMLStreamException {
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> begin(xml.getLocalName());
        case XMLStreamConstants.CHARACTERS -> text.append(xml.getText());
        case XMLStreamConstants.END_ELEMENT -> end(path.pop());
        default -> {
          // Comments and the like say nothing.
        }
      }
    }
  }

  private void begin(String name) {
    if (path.size() > DEEPEST) {
      throw new IllegalArgumentException("its elements are nested more than " + DEEPEST + " deep");
    }
    path.push(path.peek() + "/" + name);
    text.setLength(0);
  }

  private void end(String element) {
    if (element.startsWith(OBJECT + "/") || element.startsWith(SIZE + "/")) {
      texts.put(element, text.toString());
    }
    text.setLength(0);
    if (element.equals(OBJECT)) {
      boolean difficult = text(OBJECT + "/difficult", "0").equals("1");
      objects.add(
          new AnnotatedObject(
              text(OBJECT + "/name", ""), box(), difficult ? Kind.DIFFICULT : Kind.NORMAL));
      texts.clear();
    } else if (element.equals(SIZE)) {
      int width = (int) number(SIZE + "/width", "0");
      int height = (int) number(SIZE + "/height", "0");
      size = width > 0 && height > 0 ? new Size(width, height) : null;
    } else if (path.size() == 1 && !element.equals(ROOT)) {
      throw new IllegalArgumentException(
          "its root is " + element.substring(1) + ", must be annotation");
    }
  }

  private Box box() {
    return Box.ofPixels(corner("xmin"), corner("ymin"), corner("xmax"), corner("ymax"));
  }

  private double corner(String name) {
    return number(OBJECT + "/bndbox/" + name, "");
  }

  private double number(String element, String otherwise) {
    String text = text(element, otherwise);
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      String name = element.substring(element.lastIndexOf('/') + 1);
      throw new IllegalArgumentException(
          "Invalid " + name + ": " + (text.isEmpty() ? "missing" : text) + " (must be a number)",
          e);
    }
  }

  private String text(String element, String otherwise) {
    String text = texts.getOrDefault(element, "").strip();
    return text.isEmpty() ? otherwise : text;
  }
}
