package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.Consistency;
import java.time.Duration;

/**
 * What must reads see?
 *
 * @param level how much, unless a scope or a session says otherwise
 * @param patience how long a read waits for a replica, 0 or more
 * @param staleWithoutPrimary whether a replica answers all the same while the primary is down
 * @param failOnUnknownToken whether a read fails that must respect a token of another log
 * @param checksMisses whether the primary is asked before a load by id finds nothing
 * @param cachePuts which rows of a replica may be cached
 */
public record ConsistencyConfiguration(
    Consistency level,
    Duration patience,
    boolean staleWithoutPrimary,
    boolean failOnUnknownToken,
    boolean checksMisses,
    CachePuts cachePuts) {}
