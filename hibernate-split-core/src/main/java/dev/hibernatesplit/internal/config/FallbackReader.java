package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.SplitSettings;
import dev.hibernatesplit.internal.config.FallbackConfiguration.NoReplica;

/** Reads what is to be done with reads that replicas do not serve. */
final class FallbackReader {

  private static final int ALL = 100;

  private FallbackReader() {}

  static FallbackConfiguration read(Settings settings) {
    return new FallbackConfiguration(
        Words.flag(settings, SplitSettings.RETRY_READS, SplitSettings.DEFAULT_RETRY_READS),
        Words.oneOf(
            settings, SplitSettings.NO_REPLICA, NoReplica.class, SplitSettings.DEFAULT_NO_REPLICA),
        share(settings));
  }

  private static int share(Settings settings) {
    String text = settings.text(SplitSettings.PRIMARY_READ_SHARE);
    String share = text == null ? SplitSettings.DEFAULT_PRIMARY_READ_SHARE : text;
    if (share.matches("\\d{1,3}\\s*%") && percent(share) <= ALL) {
      return percent(share);
    }
    settings
        .problems()
        .wrong(
            SplitSettings.PRIMARY_READ_SHARE,
            share,
            "must be a whole percentage from 0% to 100%",
            "Use e.g. '30%', or remove the key for the default of "
                + SplitSettings.DEFAULT_PRIMARY_READ_SHARE);
    return ALL;
  }

  private static int percent(String share) {
    return Integer.parseInt(share.substring(0, share.length() - 1).strip());
  }
}
