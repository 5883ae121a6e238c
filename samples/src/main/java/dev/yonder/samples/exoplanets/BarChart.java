// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.exoplanets;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;

/** Draws the first rows of a ranking as bars. */
final class BarChart {

  /** More cannot be told apart. */
  private static final int MOST_BARS = 50;

  private BarChart() {}

  /** Writes the chart as a PNG and as an SVG file into a directory. */
  static void write(Ranking ranking, Path directory, String name) throws IOException {
    List<Ranking.Row> bars = ranking.rows().stream().limit(MOST_BARS).toList();
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(1000)
            .height(600)
            .title(ranking.title())
            .yAxisTitle("planets")
            .build();
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setXAxisLabelRotation(45);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.addSeries(
        ranking.title(),
        bars.stream().map(row -> row.name() + " (" + row.count() + ")").toList(),
        bars.stream().map(Ranking.Row::count).toList());
    BitmapEncoder.saveBitmap(chart, directory.resolve(name + ".png").toString(), BitmapFormat.PNG);
    VectorGraphicsEncoder.saveVectorGraphic(
        chart, directory.resolve(name + ".svg").toString(), VectorGraphicsFormat.SVG);
  }
}
