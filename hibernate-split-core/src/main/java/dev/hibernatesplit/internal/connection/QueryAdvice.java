package dev.hibernatesplit.internal.connection;

import dev.hibernatesplit.internal.routing.QueryWishes;
import dev.hibernatesplit.spi.QueryRouter;
import java.util.List;

/**
 * Who is asked where a query is to be read of which nobody said so by hand.
 *
 * @param routers the application's own, asked first and in order
 * @param rules what the settings say
 */
public record QueryAdvice(List<QueryRouter> routers, QueryWishes rules) {

  /** Nobody. */
  public static final QueryAdvice NONE = new QueryAdvice(List.of(), QueryWishes.NONE);

  public QueryAdvice {
    routers = List.copyOf(routers);
  }

  /** Whether parameters may matter, so that a read is placed only when it runs. */
  boolean waitsForParameters() {
    return !routers.isEmpty();
  }

  /** The wishes for one run of one query; without routers, it costs nothing. */
  QueryWishes wishes(Parameters parameters) {
    return routers.isEmpty() ? rules : new AskedRouters(this, parameters);
  }
}
