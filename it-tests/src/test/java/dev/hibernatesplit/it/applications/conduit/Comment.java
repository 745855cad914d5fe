package dev.hibernatesplit.it.applications.conduit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;

/** What somebody said about an article. */
@Entity
@Table(name = "comments")
class Comment {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  private Article article;

  @ManyToOne(fetch = FetchType.EAGER, optional = false)
  private User author;

  @Column(nullable = false)
  private String body;

  @Column(name = "created_at")
  private Instant createdAt;

  protected Comment() {}

  Comment(Article article, User author, String body, Instant createdAt) {
    this.article = article;
    this.author = author;
    this.body = body;
    this.createdAt = createdAt;
  }

  Long getId() {
    return id;
  }

  Article getArticle() {
    return article;
  }

  User getAuthor() {
    return author;
  }

  String getBody() {
    return body;
  }

  Instant getCreatedAt() {
    return createdAt;
  }
}
