/**
 * How does the whole do under load? One program, with the library and without, on real servers that
 * may fail meanwhile.
 *
 * <ol>
 *   <li>{@code program}: what does the application do, and does it see what it must?
 *   <li>{@code servers}: what does it run on, and how do the servers fare?
 *   <li>{@code faults}: what happens to servers meanwhile?
 *   <li>{@code record}: how long did it take, second by second?
 *   <li>{@code report}: how is it told to somebody who was not there?
 * </ol>
 */
@NullMarked
package dev.hibernatesplit.benchmarks.load;

import org.jspecify.annotations.NullMarked;
