package dev.hibernatesplit.it.applications.conduit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.Table;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** Who reads, writes, and follows others. */
@Entity
@Table(name = "users")
class User {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false, unique = true)
  private String email;

  @Column(nullable = false, unique = true)
  private String username;

  @Column(nullable = false)
  private String password;

  private String bio;

  @ManyToMany
  @JoinTable(
      name = "user_followings",
      joinColumns = @JoinColumn(name = "follower_id"),
      inverseJoinColumns = @JoinColumn(name = "followee_id"))
  private Set<User> followings = new HashSet<>();

  protected User() {}

  User(String email, String username, String password) {
    this.email = email;
    this.username = username;
    this.password = password;
  }

  Long getId() {
    return id;
  }

  String getUsername() {
    return username;
  }

  String getBio() {
    return bio;
  }

  Set<User> getFollowings() {
    return followings;
  }

  boolean opensWith(String key) {
    return password.equals(key);
  }

  void change(String newEmail, String newBio) {
    email = newEmail;
    bio = newBio;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof User user && Objects.equals(getId(), user.getId());
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(getId());
  }
}
