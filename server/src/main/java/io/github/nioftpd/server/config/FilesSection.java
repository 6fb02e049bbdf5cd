package io.github.nioftpd.server.config;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** How files are shown and written. */
public record FilesSection(
    @Key(
            value =
                "Which symbolic links of a local disk are followed: those that stay inside, none,"
                    + " or all.",
            otherwise = "within-root")
        Links symlinks,
    @Key(
            value = "Whether an upload to a local disk or to S3 appears only when it is complete.",
            otherwise = "false")
        boolean atomicUploads,
    @Key(
            value =
                "When changes of a local disk are flushed to the device: as the system likes, or"
                    + " before the reply that reports them (uploads, RNTO, SITE CPTO, MKD, RMD,"
                    + " DELE).",
            otherwise = "none")
        Sync sync,
    @Key(value = "The charset of names on the wire.", otherwise = "UTF-8") Charset encoding,
    @Key(value = "The zone of all times that clients see.", otherwise = "gmt") Times times,
    @Key(value = "Whether the kernel copies local files to clients.", otherwise = "true")
        boolean sendfile) {

  /** The settings of a file that has none. */
  public static final FilesSection DEFAULT =
      new FilesSection(
          Links.WITHIN_ROOT, false, Sync.NONE, StandardCharsets.UTF_8, Times.GMT, true);

  /** Which symbolic links are followed. */
  public enum Links {
    /** Those that stay inside. */
    WITHIN_ROOT,
    /** None. */
    NONE,
    /** All. */
    FOLLOW
  }

  /** When changes are flushed. */
  public enum Sync {
    /** When the system likes. */
    NONE,
    /** Before the reply. */
    ON_CLOSE
  }

  /** The zone of times. */
  public enum Times {
    /** Greenwich, as RFC 3659 has it. */
    GMT,
    /** That of the machine. */
    LOCAL
  }
}
