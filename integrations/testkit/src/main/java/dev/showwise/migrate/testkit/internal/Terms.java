package dev.showwise.migrate.testkit.internal;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.spi.DialectMigration;

/** What the parts of a migration are called, to those who wrote it. */
enum Terms {
  /** It is a class. */
  CLASS(
      "apply()",
      "revert()",
      "presence()",
      "lossOnRevert()",
      "context.ensure(…), CREATE TABLE IF NOT EXISTS, INSERT of what is not there, UPDATE with a WHERE that"
          + " leaves out what is done",
      "options() { return ExecutionOptions.DEFAULT.safeToRepeat(); }"),
  /** It is a script. */
  SCRIPT(
      "the script",
      "the script of the way back",
      "the check script",
      "what the way back says in its own words (DROP TABLE, DROP COLUMN, TRUNCATE, DELETE)",
      "CREATE TABLE IF NOT EXISTS, INSERT … WHERE NOT EXISTS, UPDATE with a WHERE that leaves out what is"
          + " done",
      "-- migrate: safe-to-repeat");

  private final String apply;
  private final String revert;
  private final String presence;
  private final String loss;
  private final String waysToRepeat;
  private final String safeToRepeat;

  Terms(
      String apply,
      String revert,
      String presence,
      String loss,
      String waysToRepeat,
      String safeToRepeat) {
    this.apply = apply;
    this.revert = revert;
    this.presence = presence;
    this.loss = loss;
    this.waysToRepeat = waysToRepeat;
    this.safeToRepeat = safeToRepeat;
  }

  /** For a migration as its author gives it. */
  static Terms of(Migration migration) {
    return migration instanceof DialectMigration ? SCRIPT : CLASS;
  }

  /** What applies it. */
  String apply() {
    return apply;
  }

  /** What undoes it. */
  String revert() {
    return revert;
  }

  /** What says how far a database has it. */
  String presence() {
    return presence;
  }

  /** What says which rows undoing it destroys. */
  String loss() {
    return loss;
  }

  /** How that is written which does only what is missing. */
  String waysToRepeat() {
    return waysToRepeat;
  }

  /** How one says that it may be run again. */
  String safeToRepeat() {
    return safeToRepeat;
  }

  /** One of two, as it fits. */
  String choose(String forClass, String forScript) {
    return this == CLASS ? forClass : forScript;
  }
}
