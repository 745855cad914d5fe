/** [2] Which servers exist, how are they? Targets with their pools, and who may serve reads now. */
@NullMarked
package dev.hibernatesplit.internal.topology;

import org.jspecify.annotations.NullMarked;
