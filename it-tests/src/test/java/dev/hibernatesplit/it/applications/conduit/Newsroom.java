package dev.hibernatesplit.it.applications.conduit;

import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Articles come, change and go. */
@Service
@Transactional
class Newsroom {

  private final Users users;
  private final Articles articles;
  private final Tags tags;
  private final InstantSource time;

  Newsroom(Users users, Articles articles, Tags tags, InstantSource time) {
    this.users = users;
    this.articles = articles;
    this.tags = tags;
    this.time = time;
  }

  public Story publish(String author, Draft draft) {
    User user = users.named(author);
    Article article = new Article(user, time.instant());
    article.say(draft, time.instant());
    tag(article, draft);
    return Story.of(articles.save(article), user);
  }

  /** Tags that are new come with the article. */
  private void tag(Article article, Draft draft) {
    article.getTags().addAll(tags.findByNameIn(draft.tags()));
    List<String> known = article.getTags().stream().map(Tag::getName).toList();
    draft.tags().stream()
        .filter(name -> !known.contains(name))
        .sorted()
        .forEach(name -> article.getTags().add(new Tag(name)));
  }

  public Story read(String viewer, String slug) {
    return Story.of(articles.at(slug), users.named(viewer));
  }

  /** Nothing is saved: what changed is found when the transaction ends. */
  public Story edit(String editor, String slug, Draft draft) {
    User user = users.named(editor);
    Article article = own(user, slug);
    article.say(draft, time.instant());
    return Story.of(article, user);
  }

  public void withdraw(String editor, String slug) {
    articles.delete(own(users.named(editor), slug));
  }

  private Article own(User user, String slug) {
    Article article = articles.at(slug);
    if (!article.getAuthor().equals(user)) {
      throw new IllegalStateException("only its author may do that");
    }
    return article;
  }

  public Story favour(String fan, String slug) {
    User user = users.named(fan);
    Article article = articles.at(slug);
    article.getFans().add(user);
    return Story.of(article, user);
  }

  public Story disfavour(String fan, String slug) {
    User user = users.named(fan);
    Article article = articles.at(slug);
    article.getFans().remove(user);
    return Story.of(article, user);
  }
}
