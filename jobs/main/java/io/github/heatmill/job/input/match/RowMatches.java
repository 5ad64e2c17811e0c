package io.github.heatmill.job.input.match;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How the names in a file of labels or annotations met the images of a run.
 *
 * @param file the file
 * @param names the names in the file, each counted once
 * @param images the images
 * @param lastParts the number of last parts of paths that were compared, because other folders were
 *     in front of all names; 0 where names are ends of paths
 */
public record RowMatches(String file, Side names, Side images, int lastParts) {

  /**
   * The names, or the images.
   *
   * @param all their number
   * @param unmet the number of those without a partner
   * @param examples the first of those
   */
  public record Side(long all, long unmet, List<String> examples) {
    public Side {
      examples = List.copyOf(examples);
    }

    /** The number of those with a partner. */
    public long met() {
      return all - unmet;
    }

    private Map<String, Object> described() {
      Map<String, Object> described = new LinkedHashMap<>();
      described.put("met", met());
      described.put("unmet", unmet);
      described.put("first_unmet", examples);
      return described;
    }
  }

  /**
   * Expects that they met at all.
   *
   * @throws IllegalArgumentException if no name means one of the images
   */
  public void expectSome() {
    if (names.all == 0) {
      throw new IllegalArgumentException(
          "No image is named in " + file + " (must have rows, or files if it is a folder)");
    }
    if (images.all > 0 && images.met() == 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "No image is named in %s: none of its %,d names, such as %s, is the end of the path of"
                  + " one of the %,d images, such as %s (mend the names, with or without extension)",
              file,
              names.all,
              names.examples.get(0),
              images.all,
              images.examples.get(0)));
    }
  }

  /** The numbers for the manifest. */
  public Map<String, Object> described() {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("file", file);
    described.put("names", names.described());
    described.put("images", images.described());
    if (lastParts > 0) {
      described.put("compared_last_parts", lastParts);
    }
    return described;
  }

  /** The numbers in one sentence. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: %,d of %,d images are named%s; %,d of %,d names mean an image%s%s",
        file,
        images.met(),
        images.all,
        except(images),
        names.met(),
        names.all,
        except(names),
        lastParts == 0
            ? ""
            : "; other folders are in front, so the last "
                + (lastParts == 1 ? "part" : lastParts + " parts")
                + " of paths are compared");
  }

  private static String except(Side side) {
    return side.unmet == 0
        ? ""
        : String.format(
            Locale.ROOT, " (%,d not, such as %s)", side.unmet, String.join(", ", side.examples));
  }
}
