package dev.hibernatesplit.it.applications.conduit;

import dev.hibernatesplit.it.applications.Parts;
import java.util.List;
import java.util.Set;
import org.springframework.context.ApplicationContext;

/** Who and what is there from the beginning. */
final class Opening {

  static final List<String> TAGS = List.of("art", "books", "cars", "dogs", "elk", "food");
  static final int USERS = 16;
  static final int STORIES = 32;

  private Opening() {}

  static void of(ApplicationContext context) {
    Accounts accounts = context.getBean(Accounts.class);
    Newsroom newsroom = context.getBean(Newsroom.class);
    for (int i = 0; i < USERS; i++) {
      accounts.signUp(user(i) + "@example.org", user(i), "secret");
    }
    for (int i = 0; i < STORIES; i++) {
      Draft draft = new Draft("Story " + i, "it began", Set.copyOf(TAGS.subList(i % 3, 3 + i % 3)));
      newsroom.publish(user(i % USERS), draft);
      accounts.follow(user(i % USERS), user(neighbour(i)));
    }
  }

  /** The next one of the same part, or the one after that. */
  private static int neighbour(int number) {
    int part = USERS / Parts.COUNT;
    int user = number % USERS;
    return user / part * part + (user + 1 + number / USERS) % part;
  }

  static String user(int number) {
    return "user" + number;
  }
}
