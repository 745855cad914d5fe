package dev.hibernatesplit.it.applications.conduit;

import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Comments on articles. */
@Service
@Transactional
class Discussions {

  private final Users users;
  private final Articles articles;
  private final Comments comments;
  private final InstantSource time;

  Discussions(Users users, Articles articles, Comments comments, InstantSource time) {
    this.users = users;
    this.articles = articles;
    this.comments = comments;
    this.time = time;
  }

  public List<Remark> on(String viewer, String slug) {
    User user = users.named(viewer);
    return articles.at(slug).getComments().stream()
        .map(comment -> Remark.of(comment, user))
        .toList();
  }

  public Remark say(String author, String slug, String body) {
    User user = users.named(author);
    Article article = articles.at(slug);
    Comment comment = comments.save(new Comment(article, user, body, time.instant()));
    article.getComments().add(comment);
    return Remark.of(comment, user);
  }

  /** Its author may take a comment back, and so may the article's: as an orphan it goes. */
  public void takeBack(String username, String slug, long id) {
    User user = users.named(username);
    Article article = articles.at(slug);
    Comment comment =
        article.getComments().stream().filter(each -> each.getId() == id).findFirst().orElseThrow();
    if (!comment.getAuthor().equals(user) && !comment.getArticle().getAuthor().equals(user)) {
      throw new IllegalStateException("only its author may do that");
    }
    article.getComments().remove(comment);
  }
}
