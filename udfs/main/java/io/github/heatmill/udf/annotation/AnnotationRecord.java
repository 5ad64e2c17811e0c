package io.github.heatmill.udf.annotation;

import io.github.heatmill.image.Size;
import io.github.heatmill.truth.AnnotatedObject;
import io.github.heatmill.truth.AnnotatedObject.Kind;
import io.github.heatmill.truth.Box;
import io.github.heatmill.truth.Outline;
import io.github.heatmill.truth.PixelMask;
import io.github.heatmill.truth.Polygons;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What an {@link AnnotationIndex} holds under a key; a key may have any number of them. */
sealed interface AnnotationRecord {

  /** The image is known, and its objects are also under another key. */
  record OfImage(Size size, String link) implements AnnotationRecord {}

  /** An object of the image. */
  record OfObject(AnnotatedObject object) implements AnnotationRecord {}

  /** Writes a record as {@link #read} reads it. */
  static void write(AnnotationRecord entry, DataOutput out) throws IOException {
    if (entry instanceof OfImage image) {
      out.writeByte(Type.IMAGE.ordinal());
      out.writeInt(image.size == null ? 0 : image.size.width());
      out.writeInt(image.size == null ? 0 : image.size.height());
      out.writeUTF(image.link);
    } else if (entry instanceof OfObject object) {
      writeObject(object.object, out);
    }
  }

  private static void writeObject(AnnotatedObject object, DataOutput out) throws IOException {
    Outline outline = object.outline();
    out.writeByte(Type.of(outline).ordinal());
    out.writeUTF(object.label());
    out.writeByte(object.kind().ordinal());
    if (outline instanceof Box box) {
      out.writeDouble(box.x());
      out.writeDouble(box.y());
      out.writeDouble(box.width());
      out.writeDouble(box.height());
    } else if (outline instanceof Polygons polygons) {
      writePolygons(polygons.rings(), out);
    } else if (outline instanceof PixelMask mask) {
      writeMask(mask, out);
    }
  }

  private static void writeMask(PixelMask mask, DataOutput out) throws IOException {
    out.writeInt(mask.size().width());
    out.writeInt(mask.size().height());
    int[] runs = mask.runs();
    out.writeInt(runs.length);
    for (int end : runs) {
      out.writeInt(end);
    }
  }

  private static void writePolygons(List<float[]> rings, DataOutput out) throws IOException {
    out.writeInt(rings.size());
    for (float[] ring : rings) {
      out.writeInt(ring.length);
      for (float coordinate : ring) {
        out.writeFloat(coordinate);
      }
    }
  }

  /** Reads a record. */
  static AnnotationRecord read(DataInput in) throws IOException {
    Type type = Type.values()[in.readByte()];
    if (type == Type.IMAGE) {
      int width = in.readInt();
      int height = in.readInt();
      return new OfImage(width > 0 ? new Size(width, height) : null, in.readUTF());
    }
    String label = in.readUTF();
    Kind kind = Kind.values()[in.readByte()];
    return new OfObject(new AnnotatedObject(label, outline(type, in), kind));
  }

  private static Outline outline(Type type, DataInput in) throws IOException {
    return switch (type) {
      case POLYGONS -> polygons(in);
      case MASK -> mask(in);
      default -> new Box(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
    };
  }

  private static Polygons polygons(DataInput in) throws IOException {
    List<float[]> rings = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      float[] ring = new float[in.readInt()];
      for (int i = 0; i < ring.length; i++) {
        ring[i] = in.readFloat();
      }
      rings.add(ring);
    }
    return Polygons.of(rings).orElseThrow();
  }

  private static PixelMask mask(DataInput in) throws IOException {
    Size size = new Size(in.readInt(), in.readInt());
    int[] runs = new int[in.readInt()];
    for (int i = 0; i < runs.length; i++) {
      runs[i] = in.readInt();
    }
    return PixelMask.ofRuns(size, runs);
  }

  /** How a record begins. */
  enum Type {
    IMAGE,
    BOX,
    POLYGONS,
    MASK;

    static Type of(Outline outline) {
      if (outline instanceof Box) {
        return BOX;
      }
      return outline instanceof Polygons ? POLYGONS : MASK;
    }
  }
}
