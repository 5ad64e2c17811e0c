package io.github.heatmill.job.support;

import io.github.heatmill.truth.Box;
import io.github.heatmill.truth.format.PascalVoc;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The object of one of the demo's pictures, and files that name it in other ways than Pascal VOC.
 *
 * @param picture without its extension
 * @param label its class
 * @param box around it
 */
public record DemoBox(String picture, String label, Box box) {

  /** The object of the first picture of each class. */
  public static List<DemoBox> ofEachClass() {
    return Demo.CLASSES.stream().map(name -> of(name, 1)).toList();
  }

  private static DemoBox of(String label, int number) {
    String picture = String.format("%s_%02d", label, number);
    byte[] file = Demo.bytes(Demo.FOLDER.resolve("annotations").resolve(picture + ".xml"));
    Box box =
        Box.around(
            PascalVoc.read(new ByteArrayInputStream(file), picture).objects().get(0).outline());
    return new DemoBox(picture, label, box);
  }

  /** A value of {@code --annotations}. */
  public static String csv(Path file, List<DemoBox> boxes) {
    return written("csv", file, "image,label,x,y,width,height\n" + lines(boxes, DemoBox::csvRow));
  }

  /** A value of {@code --annotations}, as ImageNet's solutions. */
  public static String imageNet(Path file, List<DemoBox> boxes) {
    return written("csv", file, "ImageId,PredictionString\n" + lines(boxes, DemoBox::imageNetRow));
  }

  /** A value of {@code --annotations}. */
  public static String coco(Path file, List<DemoBox> boxes) {
    return written(
        "coco",
        file,
        String.format(
            "{\"images\": [%s],\n\"annotations\": [%s],\n\"categories\": [%s]}",
            list(i -> boxes.get(i).cocoImage(i), boxes.size()),
            list(i -> boxes.get(i).cocoObject(i), boxes.size()),
            list(DemoBox::cocoCategory, Demo.CLASSES.size())));
  }

  private static String written(String kind, Path file, String content) {
    return kind + ":" + Demo.write(file, content.getBytes(StandardCharsets.UTF_8));
  }

  private static String lines(List<DemoBox> boxes, Function<DemoBox, String> line) {
    return boxes.stream().map(line).collect(Collectors.joining("\n"));
  }

  private static String list(java.util.function.IntFunction<String> entry, int size) {
    return IntStream.range(0, size).mapToObj(entry).collect(Collectors.joining(",\n"));
  }

  private String csvRow() {
    return String.format(
        Locale.ROOT,
        "%s.jpg,%s,%s,%s,%s,%s",
        picture,
        label,
        box.x(),
        box.y(),
        box.width(),
        box.height());
  }

  /** Corners are pixels, counted from 1, and both inside. */
  private String imageNetRow() {
    return String.format(
        Locale.ROOT,
        "%s,%s %.0f %.0f %.0f %.0f ",
        picture,
        label,
        box.x() + 1,
        box.y() + 1,
        box.right(),
        box.bottom());
  }

  private String cocoImage(int id) {
    return String.format(
        "{\"id\": %d, \"file_name\": \"%s.jpg\", \"width\": 224, \"height\": 224}", id, picture);
  }

  private String cocoObject(int id) {
    return String.format(
        Locale.ROOT,
        "{\"id\": %d, \"image_id\": %d, \"category_id\": %d, \"bbox\": [%s, %s, %s, %s]}",
        id,
        id,
        Demo.CLASSES.indexOf(label),
        box.x(),
        box.y(),
        box.width(),
        box.height());
  }

  private static String cocoCategory(int id) {
    return String.format("{\"id\": %d, \"name\": \"%s\"}", id, Demo.CLASSES.get(id));
  }
}
