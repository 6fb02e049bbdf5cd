package io.github.nioftpd.server.config;

import io.github.nioftpd.auth.Ratio;
import io.github.nioftpd.config.Bandwidth;
import java.util.Optional;

/** Limits of one user. */
public record AccountSection(
    @Key(value = "Maximum number of concurrent sessions of this user.", from = 1)
        Optional<Integer> sessions,
    @Key(value = "Bandwidth of all sessions of this user together.")
        Optional<BandwidthSection> bandwidth,
    @Key(value = "Bandwidth of each session of this user.")
        Optional<BandwidthSection> sessionBandwidth,
    @Key(value = "Bandwidth of each data connection of this user.")
        Optional<BandwidthSection> connectionBandwidth,
    @Key(value = "Maximum size of an uploaded file.") Optional<Size> largestUpload,
    @Key(value = "Maximum total size of this user's files.") Optional<Size> quotaBytes,
    @Key(value = "Maximum number of this user's files.", from = 1) Optional<Integer> quotaFiles,
    @Key(
            "Upload to download ratio: with 1:3, three bytes can be downloaded "
                + "for each byte uploaded.")
        Optional<Ratio> ratio,
    @Key("Amount that can be downloaded before any upload, with a ratio.")
        Optional<Size> ratioCredit) {

  /** Two rates. */
  public record BandwidthSection(
      @Key(value = "Download rate; 0: no limit.", otherwise = "0") Rate download,
      @Key(value = "Upload rate; 0: no limit.", otherwise = "0") Rate upload) {

    /** No limit. */
    public static final BandwidthSection UNLIMITED = new BandwidthSection(Rate.NONE, Rate.NONE);

    /**
     * Returns this limit as the server takes it.
     *
     * @return the two rates
     */
    public Bandwidth bandwidth() {
      return new Bandwidth(download.bytesPerSecond(), upload.bytesPerSecond());
    }
  }

  /** No limits. */
  public static final AccountSection NONE =
      new AccountSection(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  AccountSection or(AccountSection other) {
    return new AccountSection(
        sessions.or(other::sessions),
        bandwidth.or(other::bandwidth),
        sessionBandwidth.or(other::sessionBandwidth),
        connectionBandwidth.or(other::connectionBandwidth),
        largestUpload.or(other::largestUpload),
        quotaBytes.or(other::quotaBytes),
        quotaFiles.or(other::quotaFiles),
        ratio.or(other::ratio),
        ratioCredit.or(other::ratioCredit));
  }
}
