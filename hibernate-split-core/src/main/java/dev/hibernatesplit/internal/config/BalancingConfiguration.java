package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.internal.balancing.Regions;
import dev.hibernatesplit.spi.LoadBalancer;
import java.time.Duration;

/**
 * How are reads shared out among the replicas?
 *
 * @param balancer whose turn it is
 * @param slowStart how long a replica that comes back serves less than its share; zero for not
 * @param regions which regions are there
 */
public record BalancingConfiguration(LoadBalancer balancer, Duration slowStart, Regions regions) {}
