package dev.hibernatesplit.internal.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A URL as pgjdbc reads it; only its parameters can hold a password. */
record ParsedUrl(Address address, Map<String, String> parameters) {

  static final String PREFIX = "jdbc:postgresql:";

  private static final Pattern FORM =
      Pattern.compile(
          PREFIX + "(?://(?:([^/@?]*)/|(?=\\?)))?([^/@:?]*)(?:\\?(.*))?", Pattern.DOTALL);
  private static final Pattern SERVER =
      Pattern.compile("(\\[[^\\]]*]|[^:\\[\\]]*)(?::(\\d{1,5}))?");

  /** Null where pgjdbc would refuse the URL. */
  static @Nullable ParsedUrl of(String url) {
    Matcher form = FORM.matcher(url);
    if (!form.matches()) {
      return null;
    }
    String hosts = form.group(1) == null ? "" : form.group(1);
    String servers = servers(hosts);
    Map<String, String> parameters = parameters(form.group(3) == null ? "" : form.group(3));
    if (servers == null) {
      return null;
    }
    String service = parameters.get("service");
    String place = service == null || !hosts.isEmpty() ? servers : "service=" + service;
    return new ParsedUrl(new Address(place, decoded(form.group(2))), parameters);
  }

  private static @Nullable String servers(String text) {
    StringJoiner servers = new StringJoiner(",");
    for (String server : text.split(",", -1)) {
      Matcher matcher = SERVER.matcher(server);
      if (!matcher.matches()) {
        return null;
      }
      String host = matcher.group(1).isEmpty() ? "localhost" : matcher.group(1);
      String port = matcher.group(2) == null ? "5432" : matcher.group(2);
      servers.add(host.toLowerCase(Locale.ROOT) + ":" + Integer.parseInt(port));
    }
    return servers.toString();
  }

  private static Map<String, String> parameters(String text) {
    Map<String, String> parameters = new HashMap<>();
    for (String parameter : text.split("&")) {
      int equals = parameter.indexOf('=');
      if (equals > 0) {
        parameters.put(parameter.substring(0, equals), decoded(parameter.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) { // not encoded after all
      return text;
    }
  }
}
