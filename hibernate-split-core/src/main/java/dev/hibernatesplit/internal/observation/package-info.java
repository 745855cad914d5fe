/** [9] What happened? One listener that metrics, log and tests hang on, and the messages. */
@NullMarked
package dev.hibernatesplit.internal.observation;

import org.jspecify.annotations.NullMarked;
