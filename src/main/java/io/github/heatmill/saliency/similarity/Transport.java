package io.github.heatmill.saliency.similarity;

import java.util.stream.IntStream;

/**
 * Solves the transport problem of moving excesses to lacks at the lowest cost: successive shortest
 * paths, with potentials that keep all reduced costs at or above 0.
 *
 * <p>Edmonds and Karp, Theoretical Improvements in Algorithmic Efficiency for Network Flow
 * Problems, 1972.
 *
 * <p>Amounts up to 1e-12 count as none: they are rounding errors. So each step uses up an excess, a
 * lack, or an amount that an earlier step moved between two places.
 */
final class Transport {
  private static final double NONE = 1e-12;

  private final double[][] cost; // [source][sink]
  private final double[][] moved;
  private final double[] supply;
  private final double[] demand;
  private final double[] potential; // First the sources, then the sinks.
  private final double[] distance;
  private final int[] previous;
  private final boolean[] done;

  /**
   * Creates a transport problem.
   *
   * @param excess the excess of each place, negative for a lack; the sum is 0
   * @param distances the cost of moving a unit from one place to another
   */
  Transport(double[] excess, double[][] distances) {
    int[] sources = places(excess, 1);
    int[] sinks = places(excess, -1);
    this.supply = IntStream.of(sources).mapToDouble(i -> excess[i]).toArray();
    this.demand = IntStream.of(sinks).mapToDouble(i -> -excess[i]).toArray();
    this.cost = new double[sources.length][sinks.length];
    for (int i = 0; i < sources.length; i++) {
      for (int j = 0; j < sinks.length; j++) {
        cost[i][j] = distances[sources[i]][sinks[j]];
      }
    }
    int nodes = sources.length + sinks.length;
    this.moved = new double[sources.length][sinks.length];
    this.potential = new double[nodes];
    this.distance = new double[nodes];
    this.previous = new int[nodes];
    this.done = new boolean[nodes];
  }

  private static int[] places(double[] excess, int sign) {
    return IntStream.range(0, excess.length).filter(i -> sign * excess[i] > NONE).toArray();
  }

  /** The cost of the cheapest way. */
  double cost() {
    for (int sink = nearest(); sink >= 0; sink = nearest()) {
      raisePotentials(distance[sink]);
      move(sink);
    }
    double sum = 0;
    for (int i = 0; i < supply.length; i++) {
      for (int j = 0; j < demand.length; j++) {
        sum += moved[i][j] * cost[i][j];
      }
    }
    return sum;
  }

  /**
   * Dijkstra's search from all sources that have any left; the first sink that lacks any, or -1.
   */
  private int nearest() {
    for (int i = 0; i < distance.length; i++) {
      boolean start = i < supply.length && supply[i] > NONE;
      distance[i] = start ? 0 : Double.POSITIVE_INFINITY;
      previous[i] = -1;
      done[i] = false;
    }
    for (int node = next(); node >= 0; node = next()) {
      done[node] = true;
      if (node < supply.length) {
        reachSinks(node);
      } else if (demand[node - supply.length] > NONE) {
        return node;
      } else {
        reachSources(node);
      }
    }
    return -1;
  }

  private int next() {
    int next = -1;
    double nearest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < distance.length; i++) {
      if (!done[i] && distance[i] < nearest) {
        nearest = distance[i];
        next = i;
      }
    }
    return next;
  }

  private void reachSinks(int source) {
    for (int j = 0; j < demand.length; j++) {
      int sink = supply.length + j;
      reach(source, sink, cost[source][j] + potential[source] - potential[sink]);
    }
  }

  /** An amount that was moved can be moved back. */
  private void reachSources(int sink) {
    int j = sink - supply.length;
    for (int i = 0; i < supply.length; i++) {
      if (moved[i][j] > NONE) {
        reach(sink, i, potential[sink] - potential[i] - cost[i][j]);
      }
    }
  }

  private void reach(int from, int to, double reduced) {
    double through = distance[from] + Math.max(0, reduced); // Below 0 by rounding alone.
    if (!done[to] && through < distance[to]) {
      distance[to] = through;
      previous[to] = from;
    }
  }

  private void raisePotentials(double most) {
    for (int i = 0; i < potential.length; i++) {
      potential[i] += Math.min(distance[i], most);
    }
  }

  private void move(int sink) {
    int source = sink;
    double amount = demand[sink - supply.length];
    while (previous[source] >= 0) {
      int from = previous[source];
      if (source < supply.length) {
        amount = Math.min(amount, moved[source][from - supply.length]);
      }
      source = from;
    }
    amount = Math.min(amount, supply[source]);
    supply[source] -= amount;
    demand[sink - supply.length] -= amount;
    for (int to = sink; to != source; to = previous[to]) {
      int from = previous[to];
      if (to < supply.length) {
        moved[to][from - supply.length] -= amount;
      } else {
        moved[from][to - supply.length] += amount;
      }
    }
  }
}
