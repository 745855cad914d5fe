package dev.hibernatesplit.testing.internal.server;

/** A name and its password; the password is not printed. */
public record Login(String name, String password) {

  @Override
  public String toString() {
    return name;
  }
}
