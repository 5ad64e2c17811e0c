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
import java.util.Optional;

/** An entry of an {@link AnnotationIndex}. A key may have any number of entries. */
sealed interface AnnotationRecord {

  /**
   * An annotated image.
   *
   * @param size its size; empty if unknown
   * @param link another key under which its objects are stored; empty without one
   */
  record OfImage(Optional<Size> size, Optional<String> link) implements AnnotationRecord {}

  /** An object of the image. */
  record OfObject(AnnotatedObject object) implements AnnotationRecord {}

  /** Writes an entry in the format that {@link #read} reads. */
  static void write(AnnotationRecord entry, DataOutput out) throws IOException {
    if (entry instanceof OfImage image) {
      out.writeByte(Type.IMAGE.ordinal());
      out.writeInt(image.size.map(Size::width).orElse(0));
      out.writeInt(image.size.map(Size::height).orElse(0));
      out.writeUTF(image.link.orElse(""));
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

  /** Reads an entry. */
  static AnnotationRecord read(DataInput in) throws IOException {
    Type type = Type.values()[in.readByte()];
    if (type == Type.IMAGE) {
      int width = in.readInt();
      int height = in.readInt();
      Optional<Size> size = width > 0 ? Optional.of(new Size(width, height)) : Optional.empty();
      return new OfImage(size, Optional.of(in.readUTF()).filter(link -> !link.isEmpty()));
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

  /** The first byte of an entry. */
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
