package dev.hibernatesplit.internal.connection;

import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.internal.routing.QueryWishes;
import dev.hibernatesplit.internal.routing.Unit;
import dev.hibernatesplit.internal.routing.Wish;
import dev.hibernatesplit.internal.topology.Topology;
import dev.hibernatesplit.spi.QueryRouter;
import dev.hibernatesplit.spi.StatementInfo;
import org.jspecify.annotations.Nullable;

/** The application's routers, asked once about one run of one query, however often it is tried. */
final class AskedRouters implements QueryWishes {

  private final QueryAdvice advice;
  private final Parameters parameters;
  private boolean asked;
  private @Nullable Wish wish;
  private @Nullable QueryRouter answered;

  AskedRouters(QueryAdvice advice, Parameters parameters) {
    this.advice = advice;
    this.parameters = parameters;
  }

  @Override
  public @Nullable Wish of(StatementInfo statement, Unit unit) {
    if (!asked) {
      wish = ask(statement, unit);
      asked = true;
    }
    return wish;
  }

  private @Nullable Wish ask(StatementInfo statement, Unit unit) {
    RoutedQuery query = new RoutedQuery(statement, unit, parameters);
    for (QueryRouter router : advice.routers()) {
      String target = router.route(query);
      if (target != null) {
        answered = router;
        return target.equals(QueryRouter.ANY) ? null : new Wish(target, RoutingReason.ROUTER);
      }
    }
    return advice.rules().of(statement, unit);
  }

  /** Refuses an answer that names no target. */
  void refuseUnknown(Topology topology) throws UnknownTargetException {
    if (answered != null && wish != null && !topology.knows(wish.target())) {
      throw new UnknownTargetException(
          wish.target(),
          "The QueryRouter "
              + answered.getClass().getName()
              + " answered '"
              + wish.target()
              + "', which is no target",
          topology.replicas().keySet());
    }
  }
}
