package dev.hibernatesplit.it.applications.conduit;

import dev.hibernatesplit.it.applications.Habits;
import dev.hibernatesplit.it.applications.Transcript;
import org.springframework.context.ApplicationContext;

/** What is looked at. */
final class Reading {

  private final Library library;
  private final Newsroom newsroom;
  private final Discussions discussions;
  private final Accounts accounts;
  private final Transcript transcript;
  private final Guests guests;

  Reading(ApplicationContext context, Transcript transcript, Guests guests) {
    library = context.getBean(Library.class);
    newsroom = context.getBean(Newsroom.class);
    discussions = context.getBean(Discussions.class);
    accounts = context.getBean(Accounts.class);
    this.transcript = transcript;
    this.guests = guests;
  }

  void into(Habits habits) {
    habits.add(6, this::latest).add(8, this::feed).add(5, this::tagged).add(4, this::byAuthor);
    habits.add(3, this::favouredBy).add(16, this::story).add(10, this::comments);
    habits.add(5, this::profile).add(3, this::tags).add(4, this::logIn);
  }

  private void latest() {
    String user = guests.user();
    int page = guests.page();
    transcript.step("latest " + page, () -> library.latest(user, page));
  }

  private void feed() {
    String user = guests.user();
    int page = guests.page();
    transcript.step("feed of " + user + " " + page, () -> library.feed(user, page));
  }

  private void tagged() {
    String user = guests.user();
    String tag = guests.tag();
    transcript.step("tagged " + tag, () -> library.tagged(user, tag, 0));
  }

  private void byAuthor() {
    String user = guests.user();
    String author = guests.perhapsUser();
    transcript.step("by " + author, () -> library.by(user, author, 0));
  }

  private void favouredBy() {
    String user = guests.user();
    String fan = guests.perhapsUser();
    transcript.step("favoured by " + fan, () -> library.favouredBy(user, fan, 0));
  }

  private void story() {
    String user = guests.user();
    String slug = guests.slug();
    transcript.step(user + " reads " + slug, () -> newsroom.read(user, slug));
  }

  private void comments() {
    String user = guests.user();
    String slug = guests.slug();
    transcript.step("comments on " + slug, () -> discussions.on(user, slug));
  }

  private void profile() {
    String user = guests.user();
    String other = guests.perhapsUser();
    transcript.step(user + " looks at " + other, () -> accounts.profile(user, other));
  }

  private void tags() {
    transcript.step("tags", library::tags);
  }

  private void logIn() {
    String email = guests.perhapsUser() + "@example.org";
    String password = guests.page() == 0 ? "guess" : "secret";
    transcript.step("log in " + email, () -> accounts.logIn(email, password));
  }
}
