package dev.hibernatesplit.it.applications.conduit;

import java.time.Instant;

/** A comment, as somebody sees it. */
record Remark(long id, String body, Profile author, Instant createdAt) {

  static Remark of(Comment comment, User viewer) {
    return new Remark(
        comment.getId(),
        comment.getBody(),
        Profile.of(comment.getAuthor(), viewer),
        comment.getCreatedAt());
  }
}
