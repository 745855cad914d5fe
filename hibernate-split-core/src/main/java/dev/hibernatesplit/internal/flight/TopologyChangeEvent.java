package dev.hibernatesplit.internal.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A target began or ceased to serve or to lag, or another takes the writes. */
@Name("dev.hibernatesplit.TopologyChange")
@Label("Topology Change")
@Category("Hibernate Split")
@Description("A target began or ceased to serve or to lag, or another takes the writes.")
@StackTrace(false)
@Enabled(true)
final class TopologyChangeEvent extends Event {

  @Label("Target")
  String target = "";

  @Label("Change")
  String change = "";

  @Label("Cause")
  String cause = "";
}
