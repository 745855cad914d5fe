/** [9] What does a flight recording show? Events of JDK Flight Recorder, which cost nothing off. */
@NullMarked
package dev.hibernatesplit.internal.flight;

import org.jspecify.annotations.NullMarked;
