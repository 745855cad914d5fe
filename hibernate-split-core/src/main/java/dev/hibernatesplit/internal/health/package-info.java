/** [7] Who is fit? Probes the replicas in the background, and reports to the topology. */
@NullMarked
package dev.hibernatesplit.internal.health;

import org.jspecify.annotations.NullMarked;
