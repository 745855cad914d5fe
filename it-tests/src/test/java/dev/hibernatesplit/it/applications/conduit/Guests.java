package dev.hibernatesplit.it.applications.conduit;

import dev.hibernatesplit.it.applications.Parts;
import java.util.Random;

/** Who asks, and for what. */
final class Guests {

  private final Random random;
  private final int first;
  private final int count;

  private Guests(Random random, int first, int count) {
    this.random = random;
    this.first = first;
    this.count = count;
  }

  static Guests all(Random random) {
    return new Guests(random, 0, Opening.USERS);
  }

  /** Those who know only each other. */
  static Guests part(Random random, int part) {
    int count = Opening.USERS / Parts.COUNT;
    return new Guests(random, part * count, count);
  }

  /** One that is there. */
  String user() {
    return Opening.user(someone());
  }

  /** One that is there, most often. */
  String perhapsUser() {
    return random.nextInt(8) == 0 ? "nobody" : user();
  }

  /** What one of them wrote at the beginning, most often. */
  String slug() {
    return "story-" + (random.nextInt(3) * Opening.USERS + someone());
  }

  private int someone() {
    return first + random.nextInt(count);
  }

  String tag() {
    return Opening.TAGS.get(random.nextInt(Opening.TAGS.size()));
  }

  int page() {
    return random.nextInt(3);
  }
}
