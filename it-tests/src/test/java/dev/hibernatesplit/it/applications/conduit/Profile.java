package dev.hibernatesplit.it.applications.conduit;

/**
 * A user, as another one sees it.
 *
 * @param followed whether that other one follows it
 */
record Profile(String username, String bio, boolean followed) {

  static Profile of(User user, User viewer) {
    return new Profile(user.getUsername(), user.getBio(), viewer.getFollowings().contains(user));
  }
}
