/** Who is fit? Lag, breakers, checks and the monitor's own cost, on a real cluster. */
package dev.hibernatesplit.it.health;
