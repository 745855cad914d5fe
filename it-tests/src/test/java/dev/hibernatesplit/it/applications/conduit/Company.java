package dev.hibernatesplit.it.applications.conduit;

import dev.hibernatesplit.it.applications.Habits;
import dev.hibernatesplit.it.applications.Transcript;
import java.util.List;
import org.springframework.context.ApplicationContext;

/** What users do to each other, and then look at. */
final class Company {

  private final Accounts accounts;
  private final Discussions discussions;
  private final Library library;
  private final Transcript transcript;
  private final Guests guests;
  private int serial;

  Company(ApplicationContext context, Transcript transcript, Guests guests) {
    accounts = context.getBean(Accounts.class);
    discussions = context.getBean(Discussions.class);
    library = context.getBean(Library.class);
    this.transcript = transcript;
    this.guests = guests;
  }

  void into(Habits habits) {
    habits.add(2, this::signUp).add(6, this::say).add(3, this::takeBack);
    timeless(habits);
  }

  /** What leaves neither a time nor an id behind, so that its turn does not matter. */
  void timeless(Habits habits) {
    habits.add(2, this::change).add(3, this::follow).add(2, this::unfollow);
  }

  /** A name that is taken, perhaps: the application looks for the address only. */
  private void signUp() {
    String name = guests.page() == 0 ? guests.user() : "guest" + ++serial;
    String email = (guests.page() == 0 ? guests.user() : name + ++serial) + "@example.org";
    transcript.step("sign up " + email, () -> accounts.signUp(email, name, "secret"));
    transcript.step("log in " + email, () -> accounts.logIn(email, "secret"));
  }

  private void change() {
    String user = guests.user();
    String email = (guests.page() == 0 ? guests.user() : user) + "@example.org";
    transcript.step(user + " changes", () -> accounts.change(user, email, "so to say " + ++serial));
    transcript.step(user + " looks", () -> accounts.profile(user, user));
  }

  private void follow() {
    String user = guests.user();
    String other = guests.perhapsUser();
    transcript.step(user + " follows " + other, () -> accounts.follow(user, other));
    transcript.step("feed of " + user, () -> library.feed(user, 0));
  }

  private void unfollow() {
    String user = guests.user();
    String other = guests.user();
    transcript.step(user + " unfollows " + other, () -> accounts.unfollow(user, other));
    transcript.step("feed of " + user, () -> library.feed(user, 0));
  }

  private void say() {
    String user = guests.user();
    String slug = guests.slug();
    transcript.step(
        user + " comments on " + slug, () -> discussions.say(user, slug, "ah " + ++serial));
    comments(user, slug);
  }

  private void takeBack() {
    String user = guests.user();
    String slug = guests.slug();
    for (Remark remark : comments(user, slug)) {
      transcript.act(
          user + " takes back " + remark.id(), () -> discussions.takeBack(user, slug, remark.id()));
    }
    comments(user, slug);
  }

  private List<Remark> comments(String user, String slug) {
    return transcript
        .step("comments on " + slug, () -> discussions.on(user, slug))
        .orElse(List.of());
  }
}
