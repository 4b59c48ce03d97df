package dev.showwise.migrate.internal.script;

import dev.showwise.migrate.DataLoss;
import dev.showwise.migrate.DatabaseView;
import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.MigrationException.InvalidScript;
import dev.showwise.migrate.ReversibleMigration;
import dev.showwise.migrate.internal.script.Script.Examined;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A migration in SQL that has a script for its way back, which is read when somebody wants to go it. */
final class ReversibleScript extends ScriptMigration implements ReversibleMigration {
  private final Script down;
  private volatile @Nullable Examined examinedDown;

  ReversibleScript(UnboundScript unbound, Script up, Optional<Script> check, Script down) {
    super(unbound, up, check);
    this.down = down;
  }

  private Examined examined() {
    Examined known = examinedDown;
    if (known == null) {
      known = down.examine();
      examinedDown = known;
    }
    return known;
  }

  @Override
  public Optional<InvalidScript> faultOfReverting() {
    return examined().fault();
  }

  @Override
  public ExecutionOptions optionsOnRevert() {
    return options(examined());
  }

  @Override
  public DataLoss lossOnRevert(DatabaseView database) throws SQLException {
    ScriptLoss loss = new ScriptLoss(down.dialect(), database);
    if (examined().fault().isEmpty()) {
      down.forEach(examined(), (sql, position) -> loss.add(sql));
    }
    return loss.counted();
  }

  @Override
  public void revert(MigrationContext context) throws SQLException {
    run(down, examined(), context);
  }
}
