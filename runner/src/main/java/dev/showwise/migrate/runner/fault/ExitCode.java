package dev.showwise.migrate.runner.fault;

/** How a run of the program ended. The numbers are a promise to scripts and never change. */
public enum ExitCode {
  /** Done, or there was nothing to do. */
  DONE(0),
  /** A migration failed; the report says what is undone and what is not. */
  MIGRATION_FAILED(1),
  /** Wrong usage or configuration; nothing was opened. */
  USAGE(2),
  /** The database or its history is not in the state that was asked for; nothing was changed. */
  NOT_AS_ASKED(3),
  /** The database could not be opened, or another process held on to it; nothing was changed. */
  UNAVAILABLE(4),
  /** A person said no, or nobody was there to say yes; nothing was changed. */
  DECLINED(5),
  /** It could not be found out whether a COMMIT took place. */
  OUTCOME_UNKNOWN(6),
  /** Stopped by a signal. The JVM itself makes it 143 where the signal was SIGTERM. */
  STOPPED(130);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  /** What the operating system is told. */
  public int number() {
    return number;
  }
}
