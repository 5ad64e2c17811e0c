package io.github.heatmill.job.report.gallery;

import static java.util.Comparator.comparingInt;

import io.github.heatmill.image.Overlay;
import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.report.run.MissingData;
import io.github.heatmill.job.report.run.OpenedRun;
import io.github.heatmill.job.report.run.Overview;
import io.github.heatmill.report.Gallery;
import io.github.heatmill.report.Section;
import io.github.heatmill.report.block.Block;
import io.github.heatmill.report.block.ColorScale;
import io.github.heatmill.report.block.Notice;
import io.github.heatmill.report.block.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The section Images: cards of the images that are worth a look.
 *
 * @param lists the lists that this run can fill
 * @param cards the cards, the first of each list before the second of any
 * @param drawings the pictures of all images
 */
public record ImageGallery(
    OpenedRun opened, List<ImageList> lists, List<ImageCard> cards, Drawings drawings) {
  /** The largest sum of card sizes with which the page stays below 15 MB. */
  static final long MOST_BYTES = 10_000_000;

  public static ImageGallery of(OpenedRun opened, Overview overview, Optional<ImageSource> source)
      throws IOException {
    List<ImageList> lists = lists(overview, ImageScore.of(opened, overview));
    List<ChosenImage> chosen = ChosenImage.of(opened, lists);
    List<ImageKey> keys = chosen.stream().map(ChosenImage::key).distinct().toList();
    List<ImageMaps> images = keys.isEmpty() ? List.of() : ImageMaps.of(opened, keys);
    Drawings drawings = Drawings.of(opened, images, source);
    List<ImageCard> cards =
        chosen.stream()
            .sorted(comparingInt(ChosenImage::rank))
            .flatMap(each -> card(each, images, drawings))
            .toList();
    return new ImageGallery(opened, lists, cards, drawings);
  }

  private static Stream<ImageCard> card(
      ChosenImage chosen, List<ImageMaps> images, Drawings drawings) {
    return images.stream()
        .filter(image -> image.key().mayBe(chosen.key()))
        .limit(1)
        .map(image -> new ImageCard(chosen, image, drawings.byKey().get(image.key())));
  }

  private static List<ImageList> lists(Overview overview, Optional<ImageScore> score) {
    List<ImageList> lists = new ArrayList<>();
    if (overview.labelled() > 0) {
      lists.add(ImageList.mistakes());
    }
    score.map(ImageList::worst).ifPresent(lists::add);
    if (score.isEmpty() && overview.explained() > 0) {
      lists.add(ImageList.leastSure());
    }
    lists.add(ImageList.disagreement());
    score.map(ImageList::best).ifPresent(lists::add);
    lists.add(ImageList.notOk());
    return lists;
  }

  public Section section(Overview overview) {
    MissingData missing = new MissingData(opened.run());
    if (cards.isEmpty()) {
      return new Section("Images", List.of(missing.maps(overview)));
    }
    List<Block> blocks = new ArrayList<>();
    if (lists.stream().noneMatch(list -> list.title().equals("worst"))) {
      blocks.add(missing.scores());
    }
    if (drawings.missing() > 0) {
      blocks.add(gone());
    }
    List<ImageCard> shown = shown();
    if (shown.size() < cards.size()) {
      blocks.add(left(shown.size()));
    }
    if (cards.stream().allMatch(card -> card.maps().curves().isEmpty())) {
      blocks.add(missing.curves());
    }
    blocks.add(
        new Text(
            "Up to a dozen images of each list: those of which the network was surest and wrong, those whose maps are worst"
                + " and best (where nothing says which are, those of which it was least sure), those on which methods"
                + " agree least, and those with maps that say nothing. Beside what the"
                + " network saw lies each method's map, each on its own scale: the hottest place of one may hold little."));
    blocks.add(new ColorScale(Overlay.COLORS, "least evidence of the map", "most"));
    blocks.add(new Gallery(inLists(shown).stream().map(ImageCard::card).toList()));
    return new Section("Images", blocks);
  }

  /** The first cards, as many as the page has room for. */
  private List<ImageCard> shown() {
    List<ImageCard> shown = new ArrayList<>();
    long bytes = 0;
    for (ImageCard card : cards) {
      bytes += card.size();
      if (bytes > MOST_BYTES) {
        break;
      }
      shown.add(card);
    }
    return shown;
  }

  private List<ImageCard> inLists(List<ImageCard> shown) {
    return shown.stream()
        .sorted(comparingInt(card -> lists.indexOf(card.chosen().list())))
        .toList();
  }

  private Notice gone() {
    return new Notice(
        String.format(
            Locale.ROOT,
            "%,d of %,d images cannot be shown, such as: %s. If they moved, --images says where they are now.",
            drawings.missing(),
            drawings.byKey().size(),
            drawings.example().orElse("")));
  }

  private Notice left(int shown) {
    return new Notice(
        String.format(
            Locale.ROOT,
            "%,d of %,d chosen images are left out, so that the page stays below 15 MB.",
            cards.size() - shown,
            cards.size()));
  }

  /** The number of different images that have pictures in the page. */
  public int pictures() {
    Set<ImageKey> pictures = new HashSet<>();
    shown().stream()
        .filter(card -> !card.drawing().isMissing())
        .forEach(card -> pictures.add(card.maps().key()));
    return pictures.size();
  }
}
