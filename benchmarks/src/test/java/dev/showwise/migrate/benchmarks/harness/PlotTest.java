package dev.showwise.migrate.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class PlotTest {
  @Test
  void ten_times_as_much_is_as_far_away_wherever_it_is() throws Exception {
    Plot plot = new Plot("Nothing to do", "ms");
    plot.add(Entrant.SHOWWISE, 1, 1);
    plot.add(Entrant.SHOWWISE, 10, 10);
    plot.add(Entrant.SHOWWISE, 100, 100);

    Document svg = DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(Plot.svg(List.of(plot)))));

    String points = ((Element) svg.getElementsByTagName("polyline").item(0)).getAttribute("points");
    double[] y = List.of(points.split(" ", -1)).stream()
        .mapToDouble(point -> Double.parseDouble(point.split(",", -1)[1]))
        .toArray();
    assertThat(y[0] - y[1])
        .isPositive()
        .isEqualTo(y[1] - y[2], org.assertj.core.api.Assertions.within(0.2));
    assertThat(svg.getDocumentElement().getTextContent()).contains("showwise");
  }

  @Test
  void one_size_is_no_picture() {
    Plot plot = new Plot("Nothing to do", "ms");
    plot.add(Entrant.SHOWWISE, 100, 1);

    assertThat(plot.isWorthAPicture()).isFalse();
  }
}
