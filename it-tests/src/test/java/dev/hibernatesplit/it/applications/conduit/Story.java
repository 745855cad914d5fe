package dev.hibernatesplit.it.applications.conduit;

import java.time.Instant;
import java.util.List;

/** An article, as somebody sees it. */
record Story(
    String slug,
    String title,
    String body,
    List<String> tags,
    Profile author,
    boolean favourite,
    int favourites,
    Instant createdAt,
    Instant updatedAt) {

  static Story of(Article article, User viewer) {
    return new Story(
        article.getSlug(),
        article.getTitle(),
        article.getBody(),
        article.getTags().stream().map(Tag::getName).sorted().toList(),
        Profile.of(article.getAuthor(), viewer),
        article.getFans().contains(viewer),
        article.getFans().size(),
        article.getCreatedAt(),
        article.getUpdatedAt());
  }
}
