package dev.hibernatesplit.internal.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A replica failed or refused a read, which runs again on another server. */
@Name("dev.hibernatesplit.Retry")
@Label("Retry")
@Category("Hibernate Split")
@Description("A replica failed or refused a read, which runs again on another server.")
@StackTrace(false)
@Enabled(true)
final class RetryEvent extends Event {

  @Label("Replica")
  String replica = "";

  @Label("SQLSTATE")
  String sqlState = "";

  @Label("Message")
  String message = "";

  @Label("SQL")
  String sql = "";
}
