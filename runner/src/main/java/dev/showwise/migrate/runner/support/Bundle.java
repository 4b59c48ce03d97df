package dev.showwise.migrate.runner.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The report as one zip: a page for people and a document for programs, of a bounded size. */
public final class Bundle {
  /** The name of the page in it. */
  public static final String PAGE = "report.md";

  /** The name of the document in it. */
  public static final String DOCUMENT = "report.json";

  /** How many bytes both have at most, unpacked. */
  public static final int LARGEST = 1 << 20;

  /** How many characters a section may have at first; it is halved until all of it fits. */
  private static final int SECTION = 96 * 1024;

  private Bundle() {}

  /**
   * Packs the sections.
   *
   * @param masking takes secrets out of a text
   */
  static byte[] of(List<Section> sections, UnaryOperator<String> masking) {
    for (int limit = SECTION; ; limit = limit / 2) {
      int bound = limit;
      List<Section> bounded = sections.stream()
          .map(section -> new Bounds(masking, bound).applyTo(section))
          .toList();
      byte[] page = Page.of(bounded).getBytes(StandardCharsets.UTF_8);
      byte[] document = Json.of(bounded).getBytes(StandardCharsets.UTF_8);
      if (page.length + document.length <= LARGEST || limit == 0) {
        return zipped(page, document);
      }
    }
  }

  private static byte[] zipped(byte[] page, byte[] document) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(PAGE));
      zip.write(page);
      zip.putNextEntry(new ZipEntry(DOCUMENT));
      zip.write(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
