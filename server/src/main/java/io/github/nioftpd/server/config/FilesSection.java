package io.github.nioftpd.server.config;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Names, times, symbolic links and writing of files. */
public record FilesSection(
    @Key(
            value =
                "Symbolic links to follow on a local disk: those whose target is "
                    + "inside the home directory, none, or all.",
            otherwise = "within-root")
        Links symlinks,
    @Key(
            value =
                "Makes an upload to a local disk or to S3 visible only when it is " + "complete.",
            otherwise = "false")
        boolean atomicUploads,
    @Key(
            value =
                "When changes on a local disk are flushed to the device: when the "
                    + "system decides, or before the reply (to uploads, RNTO, SITE CPTO, "
                    + "MKD, RMD and DELE).",
            otherwise = "none")
        Sync sync,
    @Key(value = "Character encoding of file names in commands and replies.", otherwise = "UTF-8")
        Charset encoding,
    @Key(value = "Time zone of the times that clients see.", otherwise = "gmt") Times times,
    @Key(value = "Sends local files with the sendfile system call.", otherwise = "true")
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
