package dev.showwise.migrate.internal.flight;

import java.time.Duration;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** A run waits. */
@Name("dev.showwise.migrate.Wait")
@Label("Wait")
@Description("A run waits for another process that holds the database")
@Category("ShowWise Migrate")
@StackTrace(false)
final class WaitEvent extends Event {
  @Label("For What")
  String forWhat = "";

  @Label("Waited So Far")
  @Timespan(Timespan.MILLISECONDS)
  long waited;

  static void tell(String forWhat, Duration waited) {
    WaitEvent event = new WaitEvent();
    event.forWhat = forWhat;
    event.waited = waited.toMillis();
    event.commit();
  }
}
