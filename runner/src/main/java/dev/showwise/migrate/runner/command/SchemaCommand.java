package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.SchemaDescription;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.fault.Fault;
import dev.showwise.migrate.runner.fault.Nearest;
import dev.showwise.migrate.runner.syntax.ParsedLine;
import dev.showwise.migrate.schema.SchemaObject;
import java.util.List;
import java.util.Optional;

/** Shows the schema. */
final class SchemaCommand implements VerbCommand {
  private final Optional<String> table;

  SchemaCommand(ParsedLine line) {
    this.table = line.operands().stream().findFirst();
  }

  @Override
  public ExitCode run(Session session) {
    SchemaDescription schema = session.read(database -> {
      SchemaDescription all = session.schema(database);
      SchemaDescription shown = new SchemaDescription(
          database.shown(all.database()), all.tables(), all.indexes(), all.objects());
      return table.isPresent() ? only(table.get(), shown) : shown;
    });
    session.reporter().described(schema);
    return ExitCode.DONE;
  }

  private static SchemaDescription only(String table, SchemaDescription all) {
    List<SchemaObject> objects =
        all.objects().stream().filter(o -> o.table().equalsIgnoreCase(table)).toList();
    if (objects.isEmpty()) {
      List<String> known =
          all.objects().stream().map(SchemaObject::table).distinct().sorted().toList();
      String near = Nearest.question(table, known);
      String there =
          known.isEmpty() ? "It has none." : "There is: " + String.join(", ", known) + ".";
      throw Fault.notAsAsked(
          "no-such-table",
          "There is no table or view '" + table + "' in this database.",
          near.isEmpty() ? there : near);
    }
    return new SchemaDescription(
        all.database(),
        all.tables().stream().filter(t -> t.name().equalsIgnoreCase(table)).toList(),
        all.indexes().stream().filter(i -> i.table().equalsIgnoreCase(table)).toList(),
        objects);
  }
}
