package dev.showwise.migrate.examples.showwise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationReport;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;

class StageObjectTest {
  @TempDir
  Path folder;

  @ParameterizedTest
  @EnumSource(StageObject.class)
  void each_drawing_is_well_formed_and_of_the_object_s_size(StageObject object) throws Exception {
    String prefix = "data:image/svg+xml;base64,";
    assertThat(object.imageData()).startsWith(prefix);

    Element svg = DocumentBuilderFactory.newDefaultNSInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(
            Base64.getDecoder().decode(object.imageData().substring(prefix.length()))))
        .getDocumentElement();

    assertThat(svg.getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
    assertThat(svg.getAttribute("width")).isEqualTo(Integer.toString(object.width()));
    assertThat(svg.getAttribute("height")).isEqualTo(Integer.toString(object.height()));
    assertThat(svg.getChildNodes().getLength()).isGreaterThan(3);
  }

  @Test
  void a_new_installation_gets_the_eight_in_full() {
    Installation installation = Installation.in(folder.resolve("new.db"));

    installation.engine().migrate();

    List<Map<String, String>> objects = installation.snapshot().rows("stage_plan_object");
    assertThat(objects)
        .extracting(o -> (o.get("name") + " " + o.get("category") + " " + o.get("default_width")
                + "x" + o.get("default_height"))
            .replace("'", ""))
        .containsExactly(
            "Speaker Audio 80x80",
            "Microphone Audio 50x100",
            "Spotlight Lighting 100x100",
            "Chair Furniture 60x80",
            "Table Furniture 150x100",
            "Platform Structure 200x100",
            "Curtain Structure 200x150",
            "Drum Kit Props 120x100");
    assertThat(objects).allSatisfy(object -> {
      assertThat(object).containsEntry("created_by", "'System'").containsEntry("is_public", "1");
      assertThat(object.get("image_data")).startsWith("'data:image/svg+xml;base64,");
      assertThat(object.get("created_at")).matches("'\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d'");
    });
  }

  @ParameterizedTest
  @EnumSource(StageObject.class)
  void a_single_missing_one_is_added(StageObject missing) {
    Installation installation =
        Installation.in(folder.resolve("seven.db")).base().ran(Piece.STAGEPLAN);
    EnumSet.complementOf(EnumSet.of(missing))
        .forEach(object -> installation.object(object.title()));

    assertThat(stageplan(installation.engine().migrate()).steps())
        .containsExactly("1 stage object added");
    assertThat(installation.snapshot().rows("stage_plan_object"))
        .hasSize(9)
        .last()
        .satisfies(added -> assertThat(added)
            .containsEntry("name", "'" + missing.title() + "'")
            .containsEntry("image_data", "'" + missing.imageData() + "'"));
  }

  @Test
  void an_object_that_is_there_is_kept_as_it_is_and_only_the_others_are_counted() {
    Installation installation = Installation.in(folder.resolve("half.db"))
        .base()
        .ran(Piece.STAGEPLAN)
        .object("Chair")
        .object("Chair")
        .object("Table");
    List<Map<String, String>> before = installation.snapshot().rows("stage_plan_object");

    MigrationReport.Completed done = stageplan(installation.engine().migrate());

    assertThat(done.event()).isEqualTo(Event.APPLIED);
    assertThat(done.steps()).containsExactly("6 stage objects added");
    assertThat(installation.snapshot().rows("stage_plan_object"))
        .hasSize(10)
        .startsWith(before.get(0), before.get(1), before.get(2), before.get(3));
  }

  @Test
  void an_installation_that_has_all_eight_is_adopted_even_with_one_of_them_twice() {
    Installation installation =
        Installation.in(folder.resolve("all.db")).base().ran(Piece.STAGEPLAN).object("Chair");
    Stream.of(StageObject.values()).forEach(object -> installation.object(object.title()));
    List<Map<String, String>> before = installation.snapshot().rows("stage_plan_object");

    assertThat(stageplan(installation.engine().migrate()).event()).isEqualTo(Event.ADOPTED);
    assertThat(installation.snapshot().rows("stage_plan_object")).isEqualTo(before);
  }

  @Test
  void an_object_deleted_after_the_migration_does_not_come_back() {
    Installation installation = Installation.in(folder.resolve("new.db"));
    installation.engine().migrate();
    installation.sql("DELETE FROM stage_plan_object WHERE name = 'Curtain'");

    assertThat(installation.engine().migrate().outcome())
        .isEqualTo(MigrationReport.Outcome.NOTHING_TO_DO);
    assertThat(installation.snapshot().rows("stage_plan_object")).hasSize(7);
  }

  private static MigrationReport.Completed stageplan(MigrationReport report) {
    return report.completed().stream()
        .filter(done -> done.migration().name().equals("stageplan"))
        .findFirst()
        .orElseThrow();
  }
}
