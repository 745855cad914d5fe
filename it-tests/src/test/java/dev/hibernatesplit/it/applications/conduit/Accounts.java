package dev.hibernatesplit.it.applications.conduit;

import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Users, and whom they follow. */
@Service
@Transactional
class Accounts {

  private final Users users;

  Accounts(Users users) {
    this.users = users;
  }

  public Profile signUp(String email, String username, String password) {
    if (users.existsByEmail(email)) {
      throw new IllegalStateException(email + " is taken");
    }
    User user = users.save(new User(email, username, password));
    return Profile.of(user, user);
  }

  public Profile logIn(String email, String password) {
    User user = users.findByEmail(email).orElseThrow();
    if (!user.opensWith(password)) {
      throw new IllegalArgumentException("wrong password");
    }
    return Profile.of(user, user);
  }

  public Profile change(String username, String email, String bio) {
    User user = users.named(username);
    user.change(email, bio);
    return Profile.of(user, user);
  }

  public Profile profile(String viewer, String username) {
    return Profile.of(users.named(username), users.named(viewer));
  }

  public Profile follow(String follower, String followee) {
    if (Objects.equals(follower, followee)) {
      throw new IllegalArgumentException("nobody follows himself");
    }
    User user = users.named(follower);
    User other = users.named(followee);
    user.getFollowings().add(other);
    return Profile.of(other, user);
  }

  public Profile unfollow(String follower, String followee) {
    User user = users.named(follower);
    User other = users.named(followee);
    user.getFollowings().remove(other);
    return Profile.of(other, user);
  }
}
