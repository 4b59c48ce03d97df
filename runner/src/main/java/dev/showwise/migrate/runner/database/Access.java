package dev.showwise.migrate.runner.database;

/** What a verb wants of a database. */
public enum Access {
  /** Only to look. Nothing is written and nothing is left behind. */
  READ,
  /** To change what is there. */
  WRITE,
  /** To change what is there, or to make a SQLite file that is not. */
  CREATE
}
