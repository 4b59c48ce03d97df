package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.MigrationException.InvalidCatalog;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.Scripts;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts in jars, on the class path and on the module path, found by the index that their build wrote. */
class IndexedScriptsTest extends SqliteFileCase {
  private static final String FOLDER = "db/migration";
  private static final String INDEX = FOLDER + "/showwise-scripts.index";

  @TempDir
  Path build;

  @BeforeEach
  void writeScripts() throws IOException {
    write("V1__seats.sql", "CREATE TABLE seat (id INTEGER PRIMARY KEY);");
    write("sub/V2__rows.sql", "INSERT INTO seat (id) VALUES (7);");
    write("U1__seats.sql", "DROP TABLE seat;");
  }

  private Path classes() {
    return build.resolve("classes");
  }

  private void write(String file, String text) throws IOException {
    Path path = classes().resolve(FOLDER).resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void index() throws IOException {
    IndexScripts.main(classes().resolve(FOLDER).toString());
  }

  /** A jar with the class {@code crew.Desk} and the folder, and with a module if one is declared. */
  private Path jar(String name, String... module) throws IOException {
    Path sources = Files.createDirectories(build.resolve("sources"));
    Files.writeString(sources.resolve("Desk.java"), "package crew; public class Desk {}");
    Stream.Builder<String> arguments = Stream.builder();
    Stream.of("-d", classes().toString(), sources.resolve("Desk.java").toString())
        .forEach(arguments);
    if (module.length > 0) {
      Files.writeString(sources.resolve("module-info.java"), module[0]);
      arguments.add(sources.resolve("module-info.java").toString());
    }
    int exit = ToolProvider.findFirst("javac")
        .orElseThrow()
        .run(System.out, System.err, arguments.build().toArray(String[]::new));
    assertThat(exit).isZero();
    return zip(build.resolve(name));
  }

  private Path zip(Path jar) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(classes())) {
      files = found.filter(Files::isRegularFile).sorted().toList();
    }
    try (OutputStream bytes = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Path path : files) {
        // without entries for folders, as many builds make jars
        zip.putNextEntry(new ZipEntry(classes().relativize(path).toString().replace('\\', '/')));
        Files.copy(path, zip);
        zip.closeEntry();
      }
    }
    return jar;
  }

  private interface Use {
    void with(MigrationEngine engine);
  }

  private void onClassPath(Use use, Path... jars) throws Exception {
    URL[] urls = new URL[jars.length];
    for (int i = 0; i < jars.length; i++) {
      urls[i] = jars[i].toUri().toURL();
    }
    try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      use.with(engine(loader.loadClass("crew.Desk")));
    }
  }

  private MigrationEngine engine(Class<?> beside) {
    return MigrationEngine.builder(database.dataSource())
        .scripts(Scripts.indexed(beside, FOLDER))
        .build();
  }

  private void onModulePath(Use use, Path jar) throws Exception {
    ModuleLayer boot = ModuleLayer.boot();
    Configuration found =
        boot.configuration().resolve(ModuleFinder.of(jar), ModuleFinder.of(), Set.of("crew.desk"));
    ModuleLayer layer =
        boot.defineModulesWithOneLoader(found, ClassLoader.getPlatformClassLoader());
    use.with(engine(layer.findLoader("crew.desk").loadClass("crew.Desk")));
  }

  private void assertRuns(MigrationEngine engine) {
    assertThat(engine.migrate().completed())
        .extracting(done -> done.migration().name())
        .containsExactly("V1__seats", "V2__rows");
    assertThat(database.rows("SELECT id FROM seat")).containsExactly("7");
    assertThat(engine.migrate().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
    assertThat(engine.verify().isWell()).isTrue();
  }

  private void assertRefused(Path jar, String... messages) {
    assertThatThrownBy(() -> onClassPath(engine -> {}, jar))
        .isInstanceOfSatisfying(
            InvalidCatalog.class, e -> assertThat(e.getMessage()).contains(messages));
    assertThat(database.objects()).isEmpty();
  }

  @Test
  void scripts_of_a_jar_on_the_class_path_are_run() throws Exception {
    index();
    onClassPath(this::assertRuns, jar("crew.jar"));
  }

  @Test
  void scripts_of_a_module_that_opens_their_folders_are_run() throws Exception {
    index();
    onModulePath(
        this::assertRuns,
        jar(
            "crew.jar",
            "module crew.desk { exports crew; opens db.migration; opens db.migration.sub; }"));
  }

  @Test
  void a_module_that_keeps_them_to_itself_is_told_what_to_write() throws Exception {
    index();
    Path closed = jar("closed.jar", "module crew.desk { exports crew; }");
    assertThatThrownBy(() -> onModulePath(engine -> {}, closed))
        .isInstanceOf(InvalidCatalog.class)
        .hasMessageContaining(
            "There is no index " + INDEX + " beside crew.Desk. The module crew.desk"
                + " keeps it to itself: write 'opens db.migration;'");

    Path half = jar("half.jar", "module crew.desk { exports crew; opens db.migration; }");
    assertThatThrownBy(() -> onModulePath(engine -> {}, half))
        .hasMessageContaining(
            "sub/V2__rows.sql is in the index and not there. The module crew.desk keeps"
                + " it to itself: write 'opens db.migration.sub;'");
  }

  @Test
  void a_file_that_is_not_as_the_index_says_is_named() throws Exception {
    index();
    write(
        "V1__seats.sql", "CREATE TABLE seat (id INTEGER PRIMARY KEY); -- changed after the index");
    Files.delete(classes().resolve(FOLDER).resolve("U1__seats.sql"));

    assertRefused(
        jar("stale.jar"),
        "db/migration beside crew.Desk: V1__seats.sql is not the file that the index was made of: its"
            + " SHA-256 is ",
        "db/migration beside crew.Desk: U1__seats.sql is in the index and not there. Build the program"
            + " again");
  }

  @Test
  void an_index_that_is_missing_or_not_whole_is_told() throws Exception {
    assertRefused(
        jar("none.jar"),
        "There is no index " + INDEX + " beside crew.Desk. Let the build write it");

    index();
    Path index = classes().resolve(INDEX);
    List<String> lines = Files.readAllLines(index);
    Files.write(index, lines.subList(0, lines.size() - 1));
    assertRefused(jar("cut.jar"), INDEX + " beside crew.Desk is no whole index of scripts.");

    Files.writeString(index, "showwise-scripts-2 0\n");
    assertRefused(jar("newer.jar"), "is no whole index of scripts");
  }

  @Test
  void two_jars_with_the_same_folder_do_not_hide_each_others_scripts() throws Exception {
    index();
    Path one = jar("one.jar");
    write("V3__more.sql", "INSERT INTO seat VALUES (8);");
    index();
    Path two = jar("two.jar");

    assertThatThrownBy(() -> onClassPath(engine -> {}, one, two))
        .isInstanceOf(InvalidCatalog.class)
        .hasMessageContaining("There is more than one folder db/migration on the class path")
        .hasMessageContaining("one.jar!/" + INDEX)
        .hasMessageContaining("two.jar!/" + INDEX);
    Path copy = Files.copy(one, build.resolve("copy.jar"));
    onClassPath(this::assertRuns, one, copy);
  }

  @Test
  void an_index_is_written_anew_each_time() throws Exception {
    index();
    write("V1__seats.sql", "CREATE TABLE seat (id INTEGER PRIMARY KEY, label TEXT);");
    write("V3__more.sql", "INSERT INTO seat (id) VALUES (8);");
    index();
    byte[] written = Files.readAllBytes(classes().resolve(INDEX));
    index();

    assertThat(classes().resolve(INDEX)).hasBinaryContent(written);
    onClassPath(engine -> assertThat(engine.migrate().completed()).hasSize(3), jar("again.jar"));
  }

  @Test
  void what_cannot_have_an_index_is_told() {
    assertThatThrownBy(IndexScripts::main)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Name the folders of scripts");
    assertThatThrownBy(() -> IndexScripts.main(build.resolve("nowhere").toString()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("There is no folder ");
    assertThatThrownBy(() -> IndexScripts.write(Files.createDirectory(build.resolve("empty"))))
        .hasMessageContaining("There is no file in ");
    assertThatThrownBy(() -> Scripts.indexed(IndexedScriptsTest.class, "/db/migration"))
        .hasMessageContaining("cannot be a folder of resources");
  }
}
