package dev.hibernatesplit.internal.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** A read has waited for a replica to have what it must see; the event is at the end. */
@Name("dev.hibernatesplit.FenceWait")
@Label("Fence Wait")
@Category("Hibernate Split")
@Description("A read has waited for a replica to have what it must see; the event is at the end.")
@StackTrace(false)
@Enabled(true)
final class FenceWaitEvent extends Event {

  @Label("Waited")
  @Timespan(Timespan.NANOSECONDS)
  long waited;

  @Label("Served by a Replica")
  boolean served;

  @Label("SQL")
  String sql = "";
}
