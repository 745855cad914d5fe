package dev.hibernatesplit;

/**
 * Every setting of ours, to be given wherever Hibernate takes settings.
 *
 * <p>Values are text or the object that the text stands for; case does not matter in words such as
 * {@code true}. Durations are a number and a unit: {@code 500ms}, {@code 2s}, {@code 5m}, {@code
 * 1h}. Keys that contain {@code <name>}, {@code <table>} and the like are patterns: {@link #of}
 * fills them in.
 */
public final class SplitSettings {

  /** What all keys of ours begin with. */
  public static final String PREFIX = "hibernate.split.";

  /**
   * Switches the split on or off without removing its settings; when off, Hibernate works as if
   * this library were not there. Expects {@code true} or {@code false}. Defaults to {@link
   * #DEFAULT_ENABLED}.
   */
  public static final String ENABLED = "hibernate.split.enabled";

  /**
   * The server that takes the writes. Expects a URL of one server, {@code
   * jdbc:postgresql://host:port/database}. Defaults to what {@code jakarta.persistence.jdbc.url} or
   * {@code hibernate.connection.url} says, or to the DataSource that Hibernate was given.
   */
  public static final String PRIMARY_URL = "hibernate.split.primary.url";

  /**
   * The user to log in to the primary as. Expects a name. Defaults to {@code
   * jakarta.persistence.jdbc.user} or {@code hibernate.connection.username}.
   */
  public static final String PRIMARY_USER = "hibernate.split.primary.user";

  /**
   * The password of {@link #PRIMARY_USER}; never shown. Expects a text. Defaults to {@code
   * jakarta.persistence.jdbc.password} or {@code hibernate.connection.password}.
   */
  public static final String PRIMARY_PASSWORD = "hibernate.split.primary.password";

  /**
   * Connections to the primary, instead of {@link #PRIMARY_URL}; used as they come, not pooled
   * again. Expects a {@code javax.sql.DataSource} or a JNDI name of one. Defaults to the DataSource
   * that Hibernate was given, if any.
   */
  public static final String PRIMARY_DATASOURCE = "hibernate.split.primary.datasource";

  /**
   * After what time a statement on the primary is cancelled, unless the query has a time-out of its
   * own. Expects a duration in whole seconds, such as {@code 5s} or {@code 5m}. Defaults to none.
   */
  public static final String PRIMARY_QUERY_TIMEOUT = "hibernate.split.primary.query_timeout";

  /**
   * A property of the primary's pool, inherited by the replicas. Expects HikariCP's own name for
   * {@code <property>}, and what HikariCP expects of it. Defaults to {@code
   * hibernate.hikari.<property>}, then to HikariCP's own default.
   */
  public static final String PRIMARY_HIKARI = "hibernate.split.primary.hikari.<property>";

  /**
   * A server that reads may go to, under a name of your choice: letters, digits, {@code _}, {@code
   * -}. Expects a URL of one server, {@code jdbc:postgresql://host:port/database}. Defaults to
   * nothing: each replica needs this or {@link #REPLICA_DATASOURCE}, and at least one replica is
   * needed.
   */
  public static final String REPLICA_URL = "hibernate.split.replicas.<name>.url";

  /**
   * The user to log in to the replica as. Expects a name. Defaults to the primary's user, unless
   * the replica's URL names one.
   */
  public static final String REPLICA_USER = "hibernate.split.replicas.<name>.user";

  /**
   * The password of {@link #REPLICA_USER}; never shown. Expects a text. Defaults to the primary's
   * password if the user is the primary's too, else to none.
   */
  public static final String REPLICA_PASSWORD = "hibernate.split.replicas.<name>.password";

  /**
   * Connections to the replica, instead of {@link #REPLICA_URL}; used as they come, not pooled
   * again. Expects a {@code javax.sql.DataSource} or a JNDI name of one. Defaults to nothing.
   */
  public static final String REPLICA_DATASOURCE = "hibernate.split.replicas.<name>.datasource";

  /**
   * The replica's share of the reads, relative to the other replicas; 0 lets it serve none. Expects
   * a whole number from 0 to {@link #MAX_WEIGHT}, above 0 for at least one replica. Defaults to
   * {@link #DEFAULT_WEIGHT}.
   */
  public static final String REPLICA_WEIGHT = "hibernate.split.replicas.<name>.weight";

  /**
   * Where the replica is, for reads that prefer a region. Expects a name of your choice, such as
   * {@code eu-west-1}. Defaults to none.
   */
  public static final String REPLICA_REGION = "hibernate.split.replicas.<name>.region";

  /**
   * Keeps a replica for what names it: a hint, a {@link Routing} scope, a session's property, a
   * table's annotation or setting, a query rule or router. Expects {@code true} or {@code false}.
   * Defaults to {@link #DEFAULT_DEDICATED}.
   */
  public static final String REPLICA_DEDICATED = "hibernate.split.replicas.<name>.dedicated";

  /**
   * After what time a statement on the replica is cancelled, unless the query has a time-out of its
   * own. Expects a duration in whole seconds, such as {@code 5s} or {@code 5m}. Defaults to none.
   */
  public static final String REPLICA_QUERY_TIMEOUT =
      "hibernate.split.replicas.<name>.query_timeout";

  /**
   * How far the replica may lag behind the primary before it serves nothing, figures true to one
   * probe interval. Expects a duration longer than {@link #PROBE_INTERVAL}, or {@code none}.
   * Defaults to {@link #MAX_LAG}.
   */
  public static final String REPLICA_MAX_LAG = "hibernate.split.replicas.<name>.max_lag";

  /**
   * How far the replica may lag behind the primary before it serves less, see {@link #LAG_WEIGHT}.
   * Expects a duration longer than {@link #PROBE_INTERVAL} and shorter than the replica's {@code
   * max_lag}, or {@code none}. Defaults to {@link #WARN_LAG}.
   */
  public static final String REPLICA_WARN_LAG = "hibernate.split.replicas.<name>.warn_lag";

  /**
   * A property of the replica's pool. Expects HikariCP's own name for {@code <property>}, and what
   * HikariCP expects of it. Defaults to the primary's ({@link #PRIMARY_HIKARI}), then to HikariCP's
   * own default, save {@code connectionTimeout}, which defaults to {@link
   * #DEFAULT_REPLICA_CONNECTION_TIMEOUT}, and {@code poolName}, which gets the replica's name
   * appended.
   */
  public static final String REPLICA_HIKARI = "hibernate.split.replicas.<name>.hikari.<property>";

  /**
   * A server whose role is found out, under a name of your choice, instead of a primary and
   * replicas; which of them takes the writes is asked at start and watched from then on. Expects a
   * URL of one server, {@code jdbc:postgresql://host:port/database}; every other key of a replica
   * ({@code user}, {@code weight}, {@code hikari.…}) may follow {@code
   * hibernate.split.nodes.<name>.}, too. Defaults to nothing: servers have the roles that the
   * settings name.
   */
  public static final String NODE_URL = "hibernate.split.nodes.<name>.url";

  /**
   * Follows a promotion: when the primary cannot be reached or has become a replica, the one server
   * that was promoted takes the writes. Expects {@code true} or {@code false}. Defaults to {@link
   * #DEFAULT_FOLLOW_ROLES}.
   */
  public static final String FOLLOW_ROLES = "hibernate.split.follow_roles";

  /**
   * Where the reads of a read-write transaction run: all on the primary, or on replicas until the
   * transaction writes, locks, persists, merges, deletes or refreshes. Expects {@code primary} or
   * {@code until_write}. Defaults to {@link #DEFAULT_TRANSACTION_READS}.
   */
  public static final String TRANSACTION_READS = "hibernate.split.transaction_reads";

  /**
   * What happens before an entity or collection is changed that a replica served: it is compared
   * with the primary's first, unless a version protects it ({@code verify}) or always ({@code
   * verify_all}), is an error ({@code fail}), or is overwritten unseen ({@code allow}). Expects one
   * of these words. Defaults to {@link #DEFAULT_STALE_WRITE}.
   */
  public static final String STALE_WRITE = "hibernate.split.stale_write";

  /**
   * Spares a transaction that only reads from a replica its BEGIN and COMMIT, where that does not
   * show. Expects {@code true} or {@code false}. Defaults to {@link #DEFAULT_TRANSACTION_ELISION}.
   */
  public static final String TRANSACTION_ELISION = "hibernate.split.transaction_elision";

  /**
   * What a read must see before a replica may serve it. Expects {@code eventual}, {@code session},
   * {@code application}, {@code global} or {@code primary}, see {@link Consistency}. Defaults to
   * {@link #DEFAULT_CONSISTENCY}.
   */
  public static final String CONSISTENCY = "hibernate.split.consistency";

  /**
   * How long a read waits for a replica to have what it must see, before it goes to the primary.
   * Expects a duration, or {@code 0} to go there at once. Defaults to {@link
   * #DEFAULT_CONSISTENCY_WAIT}.
   */
  public static final String CONSISTENCY_WAIT = "hibernate.split.consistency_wait";

  /**
   * What happens to a read that only the primary is known to be new enough for, while the primary
   * is down. Expects {@code fail}, or {@code stale} to have a replica answer all the same. Defaults
   * to {@link #DEFAULT_PRIMARY_DOWN}.
   */
  public static final String PRIMARY_DOWN = "hibernate.split.primary_down";

  /**
   * What happens to a read that must respect a {@link ConsistencyToken} of another database or
   * timeline. Expects {@code primary} to have the primary answer, or {@code fail}. Defaults to
   * {@link #DEFAULT_UNKNOWN_TOKEN}.
   */
  public static final String UNKNOWN_TOKEN = "hibernate.split.unknown_token";

  /**
   * What a load by id that finds nothing on a replica comes to: a {@code find}, the loading of a
   * reference, a query of one row by the whole primary key, which must be of integers or UUIDs.
   * Expects {@code trust} to believe the replica, or {@code primary} to ask the primary once before
   * nothing is said to be there. Defaults to {@link #DEFAULT_FIND_MISS}.
   */
  public static final String FIND_MISS = "hibernate.split.find_miss";

  /**
   * Which of the entities, collections, natural ids and query results that a replica served enter
   * Hibernate's second-level and query cache. Expects {@code verified} for those that are known to
   * be as new as all that was committed to their tables, {@code never}, or {@code always}. Defaults
   * to {@link #DEFAULT_CACHE_PUTS}.
   */
  public static final String CACHE_PUTS = "hibernate.split.cache_puts";

  /**
   * Functions of yours that change nothing and give the same result on a replica, so that queries
   * which call them may run there. Expects names, {@code price_of} or {@code shop.price_of}, in a
   * list separated by commas or a collection. Defaults to none.
   */
  public static final String READ_ONLY_FUNCTIONS = "hibernate.split.functions.read_only";

  /**
   * Where a table is read, for tables that no entity maps, and for others instead of what their
   * entities' annotations say. Expects {@code primary}, {@code any} for any replica, or a target's
   * name; {@code <table>} is {@code audit_log} or {@code shop.audit_log}, in lower case unless in
   * double quotes. Defaults to what annotations say, else to {@code any}.
   */
  public static final String TABLE = "hibernate.split.tables.<table>";

  /**
   * Which queries a rule is for: conditions joined by {@code and}. Expects {@code aggregates},
   * {@code joins > 3} (also {@code >=}, {@code =}, {@code <=}, {@code <}), {@code table =
   * audit_log}, {@code table in (a, shop.b)} or {@code sql matches '<regex>'}, a regular expression
   * to be found anywhere in the text, whatever the case. Defaults to nothing: each rule needs it.
   */
  public static final String RULE_WHEN = "hibernate.split.rules.<name>.when";

  /**
   * Where the queries of a rule are read. Expects a target's name, {@code primary}, or {@code any}
   * for any replica, whatever later rules say. Defaults to nothing: each rule needs it.
   */
  public static final String RULE_TARGET = "hibernate.split.rules.<name>.target";

  /**
   * The place of a rule among the others: the lowest whose conditions hold is followed. Expects a
   * whole number, another one for each rule. Defaults to {@link #DEFAULT_RULE_ORDER}.
   */
  public static final String RULE_ORDER = "hibernate.split.rules.<name>.order";

  /**
   * Code of yours that chooses where queries are read, asked before the rules. Expects {@code
   * dev.hibernatesplit.spi.QueryRouter}s: objects, classes or class names, in a list separated by
   * commas or a collection. Defaults to none.
   */
  public static final String QUERY_ROUTER = "hibernate.split.query_router";

  /**
   * Which tables the triggers and rules of a table change besides it, so that a write to it need
   * not count as a write to every table. Expects names as in {@link #TABLE}, in a list separated by
   * commas or a collection, or {@code none}. Defaults to any table, where there are triggers or
   * rules of yours.
   */
  public static final String TRIGGERS = "hibernate.split.triggers.<table>";

  /**
   * Which tables a function of yours reads or changes, so that a statement which calls it need not
   * wait for writes to every table, nor count as one. Expects names as in {@link #TABLE}, in a list
   * separated by commas or a collection, or {@code none}; {@code <function>} is {@code price_of} or
   * {@code shop.price_of}, as statements write it. Defaults to any table.
   */
  public static final String FUNCTION_TABLES = "hibernate.split.functions.tables.<function>";

  /**
   * Whose turn it is among the replicas that may serve a read. Expects {@code
   * weighted_round_robin}, {@code round_robin}, {@code random}, {@code least_connections}, {@code
   * lowest_latency}, {@code nearest}, or a {@link dev.hibernatesplit.spi.LoadBalancer}: an object,
   * a class or a class name. Defaults to {@link #DEFAULT_BALANCER}.
   */
  public static final String BALANCER = "hibernate.split.balancer";

  /**
   * How long a replica that comes back serves less than its share, from a tenth to the whole of it.
   * Expects a duration, {@code 0s} for none. Defaults to {@link #DEFAULT_SLOW_START}.
   */
  public static final String SLOW_START = "hibernate.split.slow_start";

  /**
   * Where this program is: its reads go to replicas of that region while one of them serves. Also a
   * property of a session; a {@link Routing} scope comes before both. Expects a region, such as
   * {@code eu-west-1}. Defaults to none: to replicas of all regions alike.
   */
  public static final String REGION = "hibernate.split.region";

  /**
   * The regions whose replicas serve when none of the region {@code <name>} does, before all
   * others. Expects regions of replicas, the nearest first, in a list separated by commas or a
   * collection. Defaults to none: the region that answers probes the soonest.
   */
  public static final String REGION_NEAREST = "hibernate.split.regions.<name>.nearest";

  /**
   * Reads the primary's catalogue at start: which functions are volatile, which tables are
   * unlogged, what views stand for; when off, statements are judged by their text alone. Expects
   * {@code true} or {@code false}. Defaults to {@link #DEFAULT_CATALOG}.
   */
  public static final String CATALOG = "hibernate.split.catalog";

  /**
   * How long the catalogue is trusted before it is read again. Expects a positive duration.
   * Defaults to {@link #DEFAULT_CATALOG_REFRESH}.
   */
  public static final String CATALOG_REFRESH = "hibernate.split.catalog_refresh";

  /**
   * Whether a read that a replica did not finish runs again: on another replica, then on the
   * primary, with nothing delivered before. Expects {@code true} or {@code false}. Defaults to
   * {@link #DEFAULT_RETRY_READS}.
   */
  public static final String RETRY_READS = "hibernate.split.retry_reads";

  /**
   * What a read does that no replica can serve, or not the one that was asked for by name: it runs
   * on the primary, or it fails. Expects {@code primary} or {@code fail}. Defaults to {@link
   * #DEFAULT_NO_REPLICA}.
   */
  public static final String NO_REPLICA = "hibernate.split.no_replica";

  /**
   * How much of the primary's pool reads may hold that are only there because no replica can serve
   * them; more wait for as long as one waits for a connection of that pool, and then fail. Expects
   * a whole percentage of the pool's {@code maximumPoolSize}, rounded up, from {@code 0%} to {@code
   * 100%}; has no effect on a DataSource that you give, unless it is a HikariCP pool. Defaults to
   * {@link #DEFAULT_PRIMARY_READ_SHARE}.
   */
  public static final String PRIMARY_READ_SHARE = "hibernate.split.primary_read_share";

  /**
   * How often each server is probed while nobody waits for it, a tenth more or less. Expects a
   * positive duration. Defaults to {@link #DEFAULT_PROBE_INTERVAL}.
   */
  public static final String PROBE_INTERVAL = "hibernate.split.probe_interval";

  /**
   * After what time without an answer a probe has failed, counted while this machine is awake, and
   * while the server does not answer statements either. Expects a positive duration. Defaults to
   * {@link #DEFAULT_PROBE_TIMEOUT}.
   */
  public static final String PROBE_TIMEOUT = "hibernate.split.probe_timeout";

  /**
   * How far replicas may lag behind the primary before they serve nothing; a lag that is not known
   * is too long. Expects a duration longer than {@link #PROBE_INTERVAL}, or {@code none}. Defaults
   * to {@code none}: no bound.
   */
  public static final String MAX_LAG = "hibernate.split.max_lag";

  /**
   * How far replicas may lag behind the primary before they serve less, see {@link #LAG_WEIGHT}.
   * Expects a duration longer than {@link #PROBE_INTERVAL} and shorter than {@link #MAX_LAG}, or
   * {@code none}. Defaults to {@code none}.
   */
  public static final String WARN_LAG = "hibernate.split.warn_lag";

  /**
   * The part of its share of the reads that a replica over its {@code warn_lag} serves. Expects a
   * number above 0, at most 1; whole tenths are kept exactly. Defaults to {@link
   * #DEFAULT_LAG_WEIGHT}.
   */
  public static final String LAG_WEIGHT = "hibernate.split.lag_weight";

  /**
   * A check of yours that each replica must pass in order to serve, asked once a {@link
   * #PROBE_INTERVAL} for at most {@link #PROBE_TIMEOUT}. Expects a {@link
   * dev.hibernatesplit.spi.ReplicaHealthCheck}: an object, a class or a class name. Defaults to
   * none.
   */
  public static final String HEALTH_CHECK = "hibernate.split.health_check";

  /**
   * After how many failures within {@link #FAILURE_WINDOW} a replica serves nothing for {@link
   * #RECOVERY_TIME}; a failure is that it ceases to serve because reads, connections or probes
   * failed. Expects a whole number from 1 to 1000. Defaults to {@link #DEFAULT_MAX_FAILURES}.
   */
  public static final String MAX_FAILURES = "hibernate.split.max_failures";

  /**
   * Within what time the failures of {@link #MAX_FAILURES} count together. Expects a positive
   * duration. Defaults to {@link #DEFAULT_FAILURE_WINDOW}.
   */
  public static final String FAILURE_WINDOW = "hibernate.split.failure_window";

  /**
   * How long a replica that failed too often serves nothing, whatever its probes say; after that a
   * good probe lets it serve, and one more failure ends that again. Expects a positive duration.
   * Defaults to {@link #DEFAULT_RECOVERY_TIME}.
   */
  public static final String RECOVERY_TIME = "hibernate.split.recovery_time";

  /**
   * Shows the targets in JMX, with their figures, where they can be taken out, put back and
   * weighed; see {@link SplitManagement}. Expects {@code true} or {@code false}. Defaults to {@link
   * #DEFAULT_JMX}.
   */
  public static final String JMX = "hibernate.split.jmx";

  /**
   * Counts the statements of each target and times some of them, for {@link SplitStatistics}, JMX
   * and metrics; off, their counts and latencies stay 0, and a statement costs some 30 ns less.
   * Expects {@code true} or {@code false}. Defaults to {@link #DEFAULT_STATISTICS}.
   */
  public static final String STATISTICS = "hibernate.split.statistics";

  /**
   * Who is told of every decision. Expects {@link dev.hibernatesplit.spi.SplitListener}s: objects,
   * classes or class names, one of them, a list separated by commas, or a collection. Defaults to
   * none.
   */
  public static final String LISTENERS = "hibernate.split.listeners";

  /**
   * A setting of one tenant, who has a database of its own; what a tenant does not say holds for it
   * as it stands without {@code tenants.<tenant>.}, save where its servers are. Expects the
   * tenant's identifier for {@code <tenant>}, and for {@code <setting>} what follows {@code
   * hibernate.split.} in another key, {@code primary.url} and {@code replicas.r1.url} among them.
   * Defaults to no tenants.
   */
  public static final String TENANT = "hibernate.split.tenants.<tenant>.<setting>";

  /**
   * Who knows the tenants that no setting names. Expects a {@link
   * dev.hibernatesplit.spi.TenantSource}: an object, a class or a class name. Defaults to none.
   */
  public static final String TENANT_SOURCE = "hibernate.split.tenant_source";

  /**
   * How long a tenant may be without any open connection before its pools are closed; they open
   * again when it is asked for. Expects a positive duration. Defaults to {@link
   * #DEFAULT_TENANT_IDLE}.
   */
  public static final String TENANT_IDLE = "hibernate.split.tenant_idle";

  /** {@link #ENABLED} if nobody says otherwise. */
  public static final boolean DEFAULT_ENABLED = true;

  /** {@link #REPLICA_DEDICATED} if nobody says otherwise. */
  public static final boolean DEFAULT_DEDICATED = false;

  /** {@link #REPLICA_WEIGHT} if nobody says otherwise. */
  public static final int DEFAULT_WEIGHT = 1;

  /** The most that {@link #REPLICA_WEIGHT} may be. */
  public static final int MAX_WEIGHT = 1000;

  /**
   * How long a read waits for a connection of a replica's pool if nobody says otherwise: shorter
   * than HikariCP's 30 s, because another target can serve the read.
   */
  public static final String DEFAULT_REPLICA_CONNECTION_TIMEOUT = "1s";

  /** {@link #FOLLOW_ROLES} if nobody says otherwise. */
  public static final boolean DEFAULT_FOLLOW_ROLES = true;

  /** {@link #TRANSACTION_READS} if nobody says otherwise. */
  public static final String DEFAULT_TRANSACTION_READS = "primary";

  /** {@link #STALE_WRITE} if nobody says otherwise. */
  public static final String DEFAULT_STALE_WRITE = "verify";

  /** {@link #TRANSACTION_ELISION} if nobody says otherwise. */
  public static final boolean DEFAULT_TRANSACTION_ELISION = true;

  /** {@link #RULE_ORDER} if nobody says otherwise. */
  public static final int DEFAULT_RULE_ORDER = 0;

  /** {@link #CONSISTENCY} if nobody says otherwise. */
  public static final String DEFAULT_CONSISTENCY = "application";

  /** {@link #CONSISTENCY_WAIT} if nobody says otherwise. */
  public static final String DEFAULT_CONSISTENCY_WAIT = "0";

  /** {@link #PRIMARY_DOWN} if nobody says otherwise. */
  public static final String DEFAULT_PRIMARY_DOWN = "fail";

  /** {@link #UNKNOWN_TOKEN} if nobody says otherwise. */
  public static final String DEFAULT_UNKNOWN_TOKEN = "primary";

  /** {@link #FIND_MISS} if nobody says otherwise. */
  public static final String DEFAULT_FIND_MISS = "trust";

  /** {@link #CACHE_PUTS} if nobody says otherwise. */
  public static final String DEFAULT_CACHE_PUTS = "verified";

  /** {@link #BALANCER} if nobody says otherwise. */
  public static final String DEFAULT_BALANCER = "weighted_round_robin";

  /** {@link #SLOW_START} if nobody says otherwise. */
  public static final String DEFAULT_SLOW_START = "10s";

  /** {@link #CATALOG} if nobody says otherwise. */
  public static final boolean DEFAULT_CATALOG = true;

  /** {@link #CATALOG_REFRESH} if nobody says otherwise. */
  public static final String DEFAULT_CATALOG_REFRESH = "5m";

  /** {@link #RETRY_READS} if nobody says otherwise. */
  public static final boolean DEFAULT_RETRY_READS = true;

  /** {@link #NO_REPLICA} if nobody says otherwise. */
  public static final String DEFAULT_NO_REPLICA = "primary";

  /**
   * {@link #PRIMARY_READ_SHARE} if nobody says otherwise: however many reads arrive, half of the
   * pool is left for what only the primary can do.
   */
  public static final String DEFAULT_PRIMARY_READ_SHARE = "50%";

  /** {@link #PROBE_INTERVAL} if nobody says otherwise. */
  public static final String DEFAULT_PROBE_INTERVAL = "1s";

  /** {@link #PROBE_TIMEOUT} if nobody says otherwise. */
  public static final String DEFAULT_PROBE_TIMEOUT = "1s";

  /** {@link #TENANT_IDLE} if nobody says otherwise. */
  public static final String DEFAULT_TENANT_IDLE = "10m";

  /** {@link #LAG_WEIGHT} if nobody says otherwise. */
  public static final double DEFAULT_LAG_WEIGHT = 0.5;

  /** {@link #MAX_FAILURES} if nobody says otherwise. */
  public static final int DEFAULT_MAX_FAILURES = 3;

  /** {@link #FAILURE_WINDOW} if nobody says otherwise. */
  public static final String DEFAULT_FAILURE_WINDOW = "60s";

  /** {@link #RECOVERY_TIME} if nobody says otherwise. */
  public static final String DEFAULT_RECOVERY_TIME = "300s";

  /** {@link #JMX} if nobody says otherwise. */
  public static final boolean DEFAULT_JMX = true;

  /** {@link #STATISTICS} if nobody says otherwise. */
  public static final boolean DEFAULT_STATISTICS = true;

  private SplitSettings() {}

  /**
   * The key that a pattern stands for: {@code of(REPLICA_URL, "r1")} is {@code
   * hibernate.split.replicas.r1.url}.
   *
   * @param pattern a constant of this class
   * @param parts what stands for {@code <name>} and the like, in the pattern's order
   * @throws IllegalArgumentException if the pattern has more or fewer places than there are parts
   */
  public static String of(String pattern, String... parts) {
    String key = pattern;
    for (String part : parts) {
      int start = key.indexOf('<');
      if (start < 0) {
        throw new IllegalArgumentException(pattern + " has no place for '" + part + "'");
      }
      key = key.substring(0, start) + part + key.substring(key.indexOf('>') + 1);
    }
    if (key.indexOf('<') >= 0) {
      throw new IllegalArgumentException("Say what stands for " + key.substring(key.indexOf('<')));
    }
    return key;
  }
}
