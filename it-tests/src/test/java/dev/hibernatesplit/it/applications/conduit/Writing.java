package dev.hibernatesplit.it.applications.conduit;

import dev.hibernatesplit.it.applications.Habits;
import dev.hibernatesplit.it.applications.Transcript;
import java.util.Set;
import org.springframework.context.ApplicationContext;

/** What is done to articles, and then looked at. */
final class Writing {

  private final Newsroom newsroom;
  private final Library library;
  private final Transcript transcript;
  private final Guests guests;
  private int serial;

  Writing(ApplicationContext context, Transcript transcript, Guests guests) {
    newsroom = context.getBean(Newsroom.class);
    library = context.getBean(Library.class);
    this.transcript = transcript;
    this.guests = guests;
  }

  void into(Habits habits) {
    habits.add(3, this::publish).add(2, this::publishTwice).add(4, this::edit);
    habits.add(1, this::rename);
    timeless(habits);
  }

  /** What leaves neither a time nor an id behind, so that its turn does not matter. */
  void timeless(Habits habits) {
    habits.add(1, this::withdraw).add(5, this::favour).add(2, this::disfavour);
  }

  private void publish() {
    String user = guests.user();
    String title = "Story " + (Opening.STORIES + ++serial);
    Draft draft = new Draft(title, "new", Set.of(guests.tag(), "tag" + serial));
    transcript
        .step(user + " publishes " + title, () -> newsroom.publish(user, draft))
        .ifPresent(story -> show(user, story.slug()));
    transcript.step("by " + user, () -> library.by(user, user, 0));
  }

  /** The title of another article, perhaps: the database knows. */
  private void publishTwice() {
    String user = guests.user();
    Draft draft = new Draft(title(guests.slug()), "twice", Set.of("twin" + ++serial));
    transcript.step(user + " publishes " + draft.title(), () -> newsroom.publish(user, draft));
    transcript.step("tags", library::tags);
  }

  private void edit() {
    String slug = guests.slug();
    String editor = editor(slug);
    Draft draft = new Draft(title(slug), "edited " + ++serial, Set.of());
    transcript.step(editor + " edits " + slug, () -> newsroom.edit(editor, slug, draft));
    show(editor, slug);
  }

  /** Its author, most often. */
  private String editor(String slug) {
    String user = guests.user();
    return transcript
        .step(user + " reads " + slug, () -> newsroom.read(user, slug))
        .filter(story -> guests.page() != 0)
        .map(story -> story.author().username())
        .orElse(user);
  }

  private void rename() {
    String slug = guests.slug();
    String editor = editor(slug);
    Draft draft = new Draft(title(guests.slug()), "renamed " + ++serial, Set.of());
    transcript.step(slug + " becomes " + draft.title(), () -> newsroom.edit(editor, slug, draft));
    show(editor, slug);
  }

  private void withdraw() {
    String slug = guests.slug();
    String editor = editor(slug);
    transcript.act(editor + " withdraws " + slug, () -> newsroom.withdraw(editor, slug));
    show(editor, slug);
  }

  private void favour() {
    String user = guests.user();
    String slug = guests.slug();
    transcript.step(user + " favours " + slug, () -> newsroom.favour(user, slug));
    show(user, slug);
  }

  private void disfavour() {
    String user = guests.user();
    String slug = guests.slug();
    transcript.step(user + " disfavours " + slug, () -> newsroom.disfavour(user, slug));
    transcript.step("favoured by " + user, () -> library.favouredBy(user, user, 0));
  }

  private void show(String user, String slug) {
    transcript.step(user + " reads " + slug, () -> newsroom.read(user, slug));
  }

  private static String title(String slug) {
    return slug.replace("story-", "Story ");
  }
}
