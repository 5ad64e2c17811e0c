package io.github.heatmill;

import io.github.heatmill.image.Pixels;
import io.github.heatmill.method.Methods;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.method.SaliencyMethod.AutoLayers;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Draws the picture of docs/methods.md: the maps of every method for the same two demo images. */
public final class MethodsPicture {
  private static final List<String> IMAGES = List.of("bicycle/bicycle_03", "jug/jug_01");
  private static final int COLUMNS = 6;
  private static final int TILE = 124;
  private static final int GAP = 12;
  private static final int LABEL = 22;

  private MethodsPicture() {}

  /** Arguments: the folder of the demo, and the JPEG to write. */
  public static void main(String[] arguments) throws IOException {
    Path demo = Path.of(arguments[0]);
    Path model = demo.resolve("model/demo.pt");
    List<SaliencyMethod> methods = Methods.all();
    int rows = (methods.size() + COLUMNS - 1) / COLUMNS;
    int cellWidth = IMAGES.size() * TILE + GAP;
    int cellHeight = TILE + LABEL + GAP;
    BufferedImage sheet =
        new BufferedImage(
            COLUMNS * cellWidth - GAP, rows * cellHeight - GAP, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    graphics.setColor(Color.BLACK);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
    try (ImageExplainer last = ImageExplainer.open(model, "features.stage4");
        ImageExplainer all =
            ImageExplainer.open(
                model, "features.stem", "features.stage1", "features.stage2", "features.stage4")) {
      for (int i = 0; i < methods.size(); i++) {
        SaliencyMethod method = methods.get(i);
        ImageExplainer explainer = method.autoLayers() == AutoLayers.LAST ? last : all;
        int left = i % COLUMNS * cellWidth;
        int top = i / COLUMNS * cellHeight;
        graphics.drawString(method.id(), left, top + LABEL - 6);
        for (int image = 0; image < IMAGES.size(); image++) {
          byte[] file = Files.readAllBytes(demo.resolve("images/" + IMAGES.get(image) + ".jpg"));
          Pixels overlay = explainer.explain(file, method).overlay();
          BufferedImage tile = ImageIO.read(new ByteArrayInputStream(overlay.png()));
          graphics.drawImage(tile, left + image * TILE, top + LABEL, TILE, TILE, null);
        }
      }
    }
    graphics.dispose();
    ImageIO.write(sheet, "jpg", Path.of(arguments[1]).toFile());
  }
}
