package io.github.nioftpd.fs;

import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Names of part files: hidden files beside the one that they become when they are complete. The
 * server shows them to no client, and removes those that a crash left.
 */
public final class PartFile {

  private static final String START = ".nioftpd-";
  private static final String END = ".part";

  /** Half of a name, different in each process. */
  private static final String RUN = START + random();

  private PartFile() {}

  /**
   * A name that no other file has.
   *
   * @return for example {@code .nioftpd-0123456789abcdef.part}
   */
  public static String name() {
    return RUN + random() + END;
  }

  /**
   * The name of a directory that holds part files, and is as hidden as they are.
   *
   * @param content what they are, in one word
   * @return for example {@code .nioftpd-uploads.part}
   */
  public static String directory(String content) {
    return START + content + END;
  }

  private static String random() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
  }

  /**
   * Whether a name was made by this process, which removes its part files itself.
   *
   * @param name the last name of a path
   * @return false for what a crash left
   */
  public static boolean isOfThisProcess(String name) {
    return name.startsWith(RUN);
  }

  /**
   * Whether a name is that of a part file.
   *
   * @param name the last name of a path
   * @return true also in another case, for file systems that make no difference
   */
  public static boolean isPart(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith(START) && lower.endsWith(END);
  }
}
