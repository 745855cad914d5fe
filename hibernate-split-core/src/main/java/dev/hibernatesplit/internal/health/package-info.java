/**
 * [7] Who is fit? Samples every server in the background, says how far replicas lag, and reports to
 * the topology which of them may serve.
 */
@NullMarked
package dev.hibernatesplit.internal.health;

import org.jspecify.annotations.NullMarked;
