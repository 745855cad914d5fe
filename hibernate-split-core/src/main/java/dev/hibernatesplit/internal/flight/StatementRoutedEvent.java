package dev.hibernatesplit.internal.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A statement is about to run on a target. */
@Name("dev.hibernatesplit.StatementRouted")
@Label("Statement Routed")
@Category("Hibernate Split")
@Description("A statement is about to run on a target.")
@StackTrace(false)
@Enabled(false)
final class StatementRoutedEvent extends Event {

  @Label("Target")
  String target = "";

  @Label("Role")
  String role = "";

  @Label("Reason")
  String reason = "";

  @Label("Kind")
  String kind = "";

  @Label("SQL")
  String sql = "";
}
