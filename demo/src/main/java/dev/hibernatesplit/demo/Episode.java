package dev.hibernatesplit.demo;

import java.util.List;

/**
 * An operation as it went.
 *
 * @param operation its name
 * @param journeys its statements, in order
 */
record Episode(String operation, List<Journey> journeys) {

  boolean usedPrimary() {
    return journeys.stream().anyMatch(Journey::onPrimary);
  }
}
