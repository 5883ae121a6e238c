// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.exoplanets;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What has been counted in some part of the file.
 *
 * @param bad how many lines were bad
 * @param firstBad the first few of them
 */
record Counts(
    long planets,
    Map<String, Integer> perStar,
    Map<String, Integer> perMethod,
    int bad,
    List<BadLine> firstBad) {
  static final int MOST_BAD_LINES = 5;

  /** Returns the counts of this part and of the part of the file that follows it. */
  Counts plus(Counts next) {
    return new Counts(
        planets + next.planets,
        sum(perStar, next.perStar),
        sum(perMethod, next.perMethod),
        bad + next.bad,
        Stream.concat(firstBad.stream(), next.firstBad.stream()).limit(MOST_BAD_LINES).toList());
  }

  private static Map<String, Integer> sum(Map<String, Integer> one, Map<String, Integer> other) {
    Map<String, Integer> sum = new HashMap<>(one);
    other.forEach((key, count) -> sum.merge(key, count, Integer::sum));
    return sum;
  }
}
