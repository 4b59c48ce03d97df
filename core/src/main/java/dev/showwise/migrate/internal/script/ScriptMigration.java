package dev.showwise.migrate.internal.script;

import dev.showwise.migrate.Checksum;
import dev.showwise.migrate.DatabaseView;
import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.ExecutionOptions.LockLimit;
import dev.showwise.migrate.ExecutionOptions.RunPolicy;
import dev.showwise.migrate.ExecutionOptions.TransactionMode;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.MigrationException.InvalidScript;
import dev.showwise.migrate.MigrationVersion;
import dev.showwise.migrate.Presence;
import dev.showwise.migrate.internal.script.Script.Examined;
import dev.showwise.migrate.internal.script.ScriptHeader.Word;
import dev.showwise.migrate.spi.ScriptDescription.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** A migration that is written in SQL, on one product. */
public sealed class ScriptMigration implements Migration permits ReversibleScript {
  private final UnboundScript unbound;
  private final Script up;
  private final Examined examined;
  private final Optional<CheckScript> check;

  /** Reads the script that applies it through, once. */
  ScriptMigration(UnboundScript unbound, Script up, Optional<Script> check) {
    this.unbound = unbound;
    this.up = up;
    this.examined = up.examine();
    this.check = check.map(CheckScript::new);
  }

  @Override
  public final String module() {
    return unbound.module();
  }

  @Override
  public final MigrationVersion version() {
    return unbound.version();
  }

  @Override
  public final String name() {
    return unbound.name();
  }

  @Override
  public final String description() {
    return unbound.description();
  }

  @Override
  public final Set<String> dependsOn() {
    return unbound.dependsOn();
  }

  @Override
  public final Optional<Checksum> checksum() {
    return Optional.of(examined.checksum());
  }

  @Override
  public final ExecutionOptions options() {
    return options(examined);
  }

  /** What a script wants for itself, and when the migration is run again. */
  final ExecutionOptions options(Examined script) {
    ExecutionOptions options = ExecutionOptions.DEFAULT;
    if (script.mode() == TransactionMode.OUTSIDE_TRANSACTION) {
      options = options.outsideTransaction();
    }
    if (script.header().has(Word.SAFE_TO_REPEAT)) {
      options = options.safeToRepeat();
    }
    if (script.header().lockLimit().isPresent()) {
      LockLimit limit = script.header().lockLimit().get();
      options = options.waitingForLocks(limit.timeout(), limit.attempts());
    }
    RunPolicy policy = policy();
    return policy == RunPolicy.ONCE ? options : options.running(policy);
  }

  private RunPolicy policy() {
    if (unbound.described().kind() == Kind.BASELINE) {
      return RunPolicy.BASELINE;
    }
    boolean isOnChange =
        unbound.described().kind() == Kind.ON_CHANGE || examined.header().has(Word.ON_CHANGE);
    return isOnChange ? RunPolicy.ON_CHANGE : RunPolicy.ONCE;
  }

  /** The file of the script that applies it, as its folder has it. */
  public final String file() {
    return up.name();
  }

  /**
   * Opens that file as it stands, for whoever closes it; empty if it is more than the one script.
   *
   * @throws IOException if it cannot be read
   */
  public final Optional<InputStream> openFile() throws IOException {
    return up.isWholeFile() ? Optional.of(up.folder().open(up.name())) : Optional.empty();
  }

  /** Why it cannot be applied; empty if it can. */
  public final Optional<InvalidScript> faultOfApplying() {
    return examined.fault().or(() -> check.flatMap(CheckScript::fault));
  }

  /** Why it cannot be undone; empty if it can, or if there is no way back. */
  public Optional<InvalidScript> faultOfReverting() {
    return Optional.empty();
  }

  @Override
  public final Presence presence(DatabaseView database) throws SQLException {
    return check.isPresent() ? check.get().presence(database) : Presence.unknown();
  }

  @Override
  public final void apply(MigrationContext context) throws SQLException {
    run(up, examined, context);
  }

  /** Sends all statements of a script. */
  static void run(Script script, Examined examined, MigrationContext context) throws SQLException {
    if (examined.fault().isPresent()) {
      throw examined.fault().get();
    }
    ScriptSending sending = new ScriptSending(script.dialect(), context);
    script.forEach(examined, sending);
    sending.flush();
    long count = examined.statements();
    context.step(
        script.name() + ": " + (count == 1 ? "1 statement" : count + " statements") + " executed");
  }
}
