package dev.showwise.migrate.runner.output;

import dev.showwise.migrate.Backup;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.fault.Notice;
import java.util.List;
import java.util.Locale;

/** A backup that was made. */
public record BackupDocument(Backup backup) implements Document {
  @Override
  public ExitCode exit() {
    return ExitCode.DONE;
  }

  @Override
  public List<Notice> notices() {
    return List.of();
  }

  /** The progress has told it. */
  @Override
  public void print(Screen screen) {
    screen.line("✓ Done: the backup is whole. SHA-256 " + backup.sha256());
  }

  @Override
  public void write(JsonDocument json) {
    json.text("outcome", "backed-up");
    json.object("backup", backup, (one, made) -> {
      one.text("file", made.file().toString());
      one.text("createdAt", made.createdAt().toString());
      one.number("bytes", made.bytes());
      one.text("sha256", made.sha256());
      one.text("check", made.check().name().toLowerCase(Locale.ROOT));
    });
  }
}
