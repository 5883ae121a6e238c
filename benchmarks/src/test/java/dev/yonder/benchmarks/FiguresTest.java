// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.benchmarks.Row.Better;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FiguresTest {

  private static Row row(Better better, double floor, double... ours) {
    return new Row(
        "row",
        "what",
        "unit",
        better,
        0.5,
        0.8,
        () ->
            new Row.Measurement() {
              private int next;

              @Override
              public double floor() {
                return floor;
              }

              @Override
              public double ours() {
                return ours[next++ % ours.length];
              }

              @Override
              public int warmups() {
                return 0;
              }
            });
  }

  @Test
  void theRatioIsThatOfTheMedians() throws Exception {
    Figures figures = Figures.of(row(Better.HIGHER, 10, 6, 7, 100));
    assertThat(figures.floor()).isEqualTo(10);
    assertThat(figures.ours()).isEqualTo(7);
    assertThat(figures.ratio()).isEqualTo(0.7);
  }

  @Test
  void withoutAFloorTheRatioIsOurs() throws Exception {
    Figures figures = Figures.of(row(Better.LOWER, Double.NaN, 3));
    assertThat(figures.floor()).isNull();
    assertThat(figures.ratio()).isEqualTo(3);
  }

  @Test
  void boundsAreReachedFromTheirSide() {
    assertThat(Better.HIGHER.reached(0.5, 0.5)).isTrue();
    assertThat(Better.HIGHER.reached(0.4, 0.5)).isFalse();
    assertThat(Better.LOWER.reached(0.5, 0.5)).isTrue();
    assertThat(Better.LOWER.reached(0.6, 0.5)).isFalse();
  }

  @Test
  void theJsonHasEveryFieldInItsPlace() throws Exception {
    String json =
        new JsonMapper().writeValueAsString(List.of(Figures.of(row(Better.LOWER, Double.NaN, 3))));
    JsonNode node = new JsonMapper().readTree(json).get(0);
    assertThat(node.propertyNames())
        .containsExactly(
            "row",
            "what",
            "unit",
            "floor",
            "ours",
            "ratio",
            "better",
            "good",
            "excellent",
            "spread");
    assertThat(node.get("floor").isNull()).isTrue();
    assertThat(node.get("better").asString()).isEqualTo("lower");
  }

  @Test
  void namesOfRowsAreUnique() {
    assertThat(Rows.all()).extracting(Row::name).doesNotHaveDuplicates().hasSize(23);
  }
}
