package dev.showwise.migrate.internal.flight;

import dev.showwise.migrate.Backup;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A backup was made. */
@Name("dev.showwise.migrate.Backup")
@Label("Backup")
@Description("A backup was made and read back")
@Category("ShowWise Migrate")
@StackTrace(false)
final class BackupEvent extends Event {
  @Label("File")
  String file = "";

  @Label("Size")
  @DataAmount
  long bytes;

  static void tell(Backup backup) {
    BackupEvent event = new BackupEvent();
    event.file = backup.file().toString();
    event.bytes = backup.bytes();
    event.commit();
  }
}
