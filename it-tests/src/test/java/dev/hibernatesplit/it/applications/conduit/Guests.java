package dev.hibernatesplit.it.applications.conduit;

import java.util.Random;

/** Who asks, and for what. */
final class Guests {

  private final Random random;

  Guests(Random random) {
    this.random = random;
  }

  /** One that is there. */
  String user() {
    return Opening.user(random.nextInt(Opening.USERS));
  }

  /** One that is there, most often. */
  String perhapsUser() {
    return Opening.user(random.nextInt(Opening.USERS + 2));
  }

  /** One that was there at the beginning, most often. */
  String slug() {
    return "story-" + random.nextInt(Opening.STORIES + 3);
  }

  String tag() {
    return Opening.TAGS.get(random.nextInt(Opening.TAGS.size()));
  }

  int page() {
    return random.nextInt(3);
  }
}
