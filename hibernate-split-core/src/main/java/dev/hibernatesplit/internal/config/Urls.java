package dev.hibernatesplit.internal.config;

/** May a target's URL be this one? */
final class Urls {

  private static final String EXAMPLE = "jdbc:postgresql://host:5432/database";

  private Urls() {}

  static void check(String key, String url, Problems problems) {
    Address address = Address.of(url);
    if (!url.startsWith(ParsedUrl.PREFIX)) {
      String rule = "unsupported database: must begin with '" + ParsedUrl.PREFIX + "'";
      problems.wrong(key, url, rule, "Use e.g. '" + EXAMPLE + "'");
    } else if (address == null) {
      String remedy = "Use the form '" + EXAMPLE + "', with user and password in keys of their own";
      problems.wrong(key, url, "pgjdbc does not understand it", remedy);
    } else if (!address.isOneServer()) {
      problems.wrong(
          key,
          url,
          "names several servers, but a target is one server",
          "Name one, and give each replica a name of its own: 'hibernate.split.replicas.<name>.url'");
    }
  }
}
