package dev.showwise.migrate.runner.database;

/** What a verb wants of a database. */
public enum Access {
  /** Only to look. Nothing is written and nothing is left behind. */
  READ,
  /** To change what is there. */
  WRITE,
  /** To put a backup in the place of what is there, in whatever state that is. */
  REPLACE,
  /** To change what is there, or to make a SQLite file that is not. */
  CREATE
}
