package io.github.nioftpd.server.config;

import io.github.nioftpd.auth.Ratio;
import io.github.nioftpd.config.Bandwidth;
import java.util.Optional;

/** The bounds of one user. What is not said is empty. */
public record AccountSection(
    @Key(value = "Sessions of this user at once.", from = 1) Optional<Integer> sessions,
    @Key(value = "For all sessions of this user together.") Optional<BandwidthSection> bandwidth,
    @Key(value = "For each session of this user.") Optional<BandwidthSection> sessionBandwidth,
    @Key(value = "For each data connection of this user.")
        Optional<BandwidthSection> connectionBandwidth,
    @Key(value = "The largest file that may be uploaded.") Optional<Size> largestUpload,
    @Key(value = "How much the files of this user may be together.") Optional<Size> quotaBytes,
    @Key(value = "How many files this user may have.", from = 1) Optional<Integer> quotaFiles,
    @Key("How many bytes may be uploaded and downloaded: 1:3 is three down for each up.")
        Optional<Ratio> ratio,
    @Key("How much may be downloaded before anything was uploaded, with a ratio.")
        Optional<Size> ratioCredit) {

  /** Two rates. */
  public record BandwidthSection(
      @Key(value = "To the client; 0 is no limit.", otherwise = "0") Rate download,
      @Key(value = "From the client; 0 is no limit.", otherwise = "0") Rate upload) {

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
