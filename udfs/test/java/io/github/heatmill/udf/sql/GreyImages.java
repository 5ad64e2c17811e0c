package io.github.heatmill.udf.sql;

import static io.github.heatmill.udf.TestSession.spark;

import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.Size;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A table of ten images, a damaged one and a null, and a network for them. */
public final class GreyImages {
  private static final StructType COLUMNS =
      new StructType()
          .add("name", DataTypes.StringType)
          .add("label", DataTypes.IntegerType)
          .add("content", DataTypes.BinaryType);

  private GreyImages() {}

  /** Writes the network and its preprocessing into a folder. */
  public static void modelIn(Path folder) throws IOException {
    Files.copy(Path.of("test/resources/networks/network.pt"), folder.resolve("network.pt"));
    Files.writeString(
        folder.resolve("serving.properties"),
        "width=8\nheight=8\nnormalize=0,0,0,1,1,1\noutputKind=softmax\n");
  }

  /** Sets the network of the session. */
  public static void useModelIn(Path folder) {
    spark().conf().set(QuerySettings.MODEL, folder.toString());
    spark().conf().set(QuerySettings.LAYER, "conv");
    spark().conf().set(QuerySettings.BATCH_SIZE, "4");
  }

  /** The table of images. */
  public static Dataset<Row> table() {
    List<Row> images = new ArrayList<>();
    for (int level = 0; level < 10; level++) {
      images.add(RowFactory.create("grey-" + level, level % 2, grey(20 * level + 30)));
    }
    images.add(4, RowFactory.create("broken", 0, new byte[] {1, 2, 3}));
    images.add(7, RowFactory.create("missing", 1, null));
    return spark().createDataFrame(images, COLUMNS);
  }

  /** A table of one image, which has a level in samples of 16 bits. */
  public static Dataset<Row> wide(int level) throws IOException {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_USHORT_GRAY);
    for (int i = 0; i < 8 * 8; i++) {
      image.getRaster().setSample(i % 8, i / 8, 0, level);
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return spark()
        .createDataFrame(List.of(RowFactory.create("wide", 0, png.toByteArray())), COLUMNS);
  }

  private static byte[] grey(int level) {
    byte[] rgb = new byte[3 * 8 * 8];
    Arrays.fill(rgb, (byte) level);
    return Pixels.of(new Size(8, 8), rgb).png();
  }
}
