package io.github.heatmill.job.shortcuts.page;

import io.github.heatmill.image.HeatPicture;
import io.github.heatmill.image.Overlay;
import io.github.heatmill.image.Pixels;
import io.github.heatmill.job.shortcuts.page.ContactSheets.Member;
import io.github.heatmill.job.shortcuts.verdict.Cluster;
import io.github.heatmill.job.shortcuts.verdict.RankedCluster;
import io.github.heatmill.report.Section;
import io.github.heatmill.report.block.Block;
import io.github.heatmill.report.block.Cell;
import io.github.heatmill.report.block.Figures;
import io.github.heatmill.report.block.Folded;
import io.github.heatmill.report.block.Notice;
import io.github.heatmill.report.block.Picture;
import io.github.heatmill.report.block.Table;
import io.github.heatmill.report.block.Text;
import io.github.heatmill.tensor.Resize;
import io.github.heatmill.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The section of one cluster.
 *
 * @param members the images nearest to its centre, the nearest first
 */
record ClusterSection(RankedCluster ranked, List<Member> members) {
  private static final int SIDE = 112;

  Section section() {
    Cluster cluster = ranked.cluster();
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Text(ClusterText.sentence(ranked)));
    long gone =
        members.stream().flatMap(m -> m.picture().stream()).filter(Picture::isMissing).count();
    if (gone > 0) {
      blocks.add(
          new Notice(
              "Missing: " + gone + " images cannot be read (--images says where they are now)."));
    }
    blocks.add(new Figures(figures()));
    blocks.add(new Folded("Images to look at: " + named(cluster), List.of(images())));
    String title =
        "%d. %s, cluster %d%s"
            .formatted(
                ranked.rank(),
                cluster.name(),
                cluster.key().number(),
                ranked.isFlagged() ? ", flagged" : "");
    return new Section(title, blocks);
  }

  private String named(Cluster cluster) {
    return members.size() < cluster.size()
        ? "the " + members.size() + " nearest to the centre; the table members has all"
        : "all " + members.size();
  }

  private List<Figures.Figure> figures() {
    List<Figures.Figure> figures = new ArrayList<>();
    figures.add(new Figures.Figure(mean(), "Mean map of all " + ranked.cluster().size()));
    for (Member member : members) {
      member
          .picture()
          .ifPresent(picture -> figures.add(new Figures.Figure(picture, member.name())));
    }
    return figures;
  }

  private Picture mean() {
    Tensor map = ranked.cluster().place().mean();
    Tensor large =
        Resize.bilinear(map.reshape(1, map.length(0), map.length(1)), SIDE, SIDE)
            .reshape(SIDE, SIDE);
    Pixels drawn = HeatPicture.draw(large, Overlay.COLORS);
    return Picture.png(drawn, "Mean map of the cluster");
  }

  private Table images() {
    return new Table(
        List.of("image", "label", "predicted", "distance to the centre"),
        members.stream()
            .map(
                member ->
                    List.of(
                        Cell.text(member.image()),
                        Cell.text(member.label()),
                        Cell.text(member.predicted()),
                        Cell.number(member.distance(), 3)))
            .toList());
  }
}
