package dev.hibernatesplit.internal.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A read runs on the primary only because no replica could serve it. */
@Name("dev.hibernatesplit.FallBack")
@Label("Fall-Back")
@Category("Hibernate Split")
@Description("A read runs on the primary only because no replica could serve it.")
@StackTrace(false)
@Enabled(true)
final class FallBackEvent extends Event {

  @Label("Target")
  String target = "";

  @Label("Reason")
  String reason = "";

  @Label("SQL")
  String sql = "";
}
