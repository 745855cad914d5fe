package dev.hibernatesplit.it.applications.conduit;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What somebody wrote, and what others made of it. */
@Entity
@Table(name = "articles")
class Article {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  private User author;

  @Column(nullable = false, unique = true)
  private String slug;

  @Column(nullable = false)
  private String title;

  @Column(nullable = false)
  private String body;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @ManyToMany(cascade = CascadeType.PERSIST)
  @JoinTable(
      name = "articles_tags",
      joinColumns = @JoinColumn(name = "article_id"),
      inverseJoinColumns = @JoinColumn(name = "tag_id"))
  private Set<Tag> tags = new LinkedHashSet<>();

  @ManyToMany
  @JoinTable(
      name = "article_favorites",
      joinColumns = @JoinColumn(name = "article_id"),
      inverseJoinColumns = @JoinColumn(name = "user_id"))
  private Set<User> fans = new HashSet<>();

  @OneToMany(
      mappedBy = "article",
      cascade = {CascadeType.PERSIST, CascadeType.REMOVE},
      orphanRemoval = true)
  @OrderBy("id")
  private List<Comment> comments = new ArrayList<>();

  protected Article() {}

  Article(User author, Instant createdAt) {
    this.author = author;
    this.createdAt = createdAt;
  }

  void say(Draft draft, Instant at) {
    title = draft.title();
    slug = title.toLowerCase(Locale.ROOT).replace(' ', '-');
    body = draft.body();
    updatedAt = at;
  }

  User getAuthor() {
    return author;
  }

  String getSlug() {
    return slug;
  }

  String getTitle() {
    return title;
  }

  String getBody() {
    return body;
  }

  Instant getCreatedAt() {
    return createdAt;
  }

  Instant getUpdatedAt() {
    return updatedAt;
  }

  Set<Tag> getTags() {
    return tags;
  }

  Set<User> getFans() {
    return fans;
  }

  List<Comment> getComments() {
    return comments;
  }
}
