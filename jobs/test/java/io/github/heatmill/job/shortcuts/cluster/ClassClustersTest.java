package io.github.heatmill.job.shortcuts.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.support.Spark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class ClassClustersTest {
  private static final int SMALLEST = 3;

  private static JavaRDD<ClassPoint> points(List<ClassPoint> points) {
    return JavaSparkContext.fromSparkContext(Spark.session().sparkContext()).parallelize(points, 2);
  }

  private static ClassPoint at(int target, double x, double y) {
    return new ClassPoint(target, new double[] {x, y});
  }

  private static double[][] divided(int target, ClassPoint... points) {
    return ClassClusters.of(points(List.of(points)), SMALLEST).byClass().get(target);
  }

  @Test
  void twoObviousClustersAreTwo() {
    double[][] centres =
        divided(
            7,
            at(7, 0, 1),
            at(7, 0, 0.5),
            at(7, 0, 0.75),
            at(7, 1, 0),
            at(7, 0.5, 0),
            at(7, 0.75, 0));

    // Means of the first three, and of the last three.
    assertThat(Arrays.asList(centres))
        .containsExactlyInAnyOrder(new double[] {0, 0.75}, new double[] {0.75, 0});
  }

  @Test
  void classesNeverShareACluster() {
    List<ClassPoint> points = new ArrayList<>();
    for (int target : new int[] {5, 900}) {
      for (int i = 0; i < 4; i++) {
        points.add(at(target, 1 - i / 64.0, 0));
        points.add(at(target, 0, 1 - i / 64.0));
      }
    }
    points.addAll(List.of(at(6, 1, 0), at(6, 1, 0), at(6, 0.75, 0))); // Not twice the smallest.
    points.addAll(List.of(at(8, 1, 0), at(8, 0, 1))); // Too few.

    Centres centres = ClassClusters.of(points(points), SMALLEST);

    assertThat(centres.byClass()).containsOnlyKeys(5, 6, 900);
    assertThat(centres.byClass().get(5)).hasNumberOfRows(2);
    assertThat(centres.byClass().get(900)).isDeepEqualTo(centres.byClass().get(5));
    assertThat(centres.byClass().get(6)).isDeepEqualTo(new double[][] {{2.75 / 3, 0}});
  }

  @Test
  void nearlyTheSamePlaceIsNotDivided() {
    // Two obvious clusters, but no farther apart than maps with a cosine of 0.9 are.
    double[][] centres =
        divided(
            1,
            at(1, 0, 0),
            at(1, 0, 0),
            at(1, 0, 0),
            at(1, 0.25, 0),
            at(1, 0.25, 0),
            at(1, 0.25, 0));

    assertThat(centres).isDeepEqualTo(new double[][] {{0.125, 0}});
  }

  @Test
  void aStrayMapIsAClusterOfItsOwn() {
    double[][] centres =
        divided(1, at(1, 0, 0), at(1, 0, 0), at(1, 0, 0), at(1, 0, 0), at(1, 0, 0), at(1, 1, 0));

    // The silhouettes are 1 for the five, and 0 for the one alone: 5 / 6 on average.
    assertThat(Arrays.asList(centres))
        .containsExactlyInAnyOrder(new double[] {0, 0}, new double[] {1, 0});
  }

  @Test
  void clustersDoNotDependOnPartitionsOrOrder() {
    List<Row> rows = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      double[] pooled = new double[PooledMaps.CELLS * PooledMaps.CELLS];
      Arrays.setAll(pooled, cell -> random.nextDouble() / 50);
      pooled[i % 5 == 0 ? 42 : 16 + random.nextInt(14)] = 0.9;
      rows.add(RowFactory.create(i % 3, pooled));
    }
    Map<Integer, String> first = texts(rows, 1);
    for (int partitions : new int[] {2, 7}) {
      Collections.shuffle(rows, new Random(partitions));
      assertThat(texts(rows, partitions)).isEqualTo(first);
    }
  }

  private static Map<Integer, String> texts(List<Row> rows, int partitions) {
    StructType type =
        new StructType()
            .add("target", DataTypes.IntegerType)
            .add("pooled", DataTypes.createArrayType(DataTypes.DoubleType));
    Dataset<Row> maps = Spark.session().createDataFrame(rows, type).repartition(partitions);
    Embedding embedding = Embedding.of(maps);
    JavaRDD<ClassPoint> points =
        maps.toJavaRDD()
            .map(row -> new ClassPoint(row.getInt(0), embedding.point(PooledMaps.pooled(row))));
    Map<Integer, String> texts = new TreeMap<>();
    ClassClusters.of(points, 5)
        .byClass()
        .forEach((target, centres) -> texts.put(target, Arrays.deepToString(centres)));
    return texts;
  }
}
