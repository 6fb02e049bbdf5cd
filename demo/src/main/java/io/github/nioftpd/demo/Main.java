package io.github.nioftpd.demo;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The program {@code nioftpd demo}.
 *
 * <p>Its exit codes are those of {@code nioftpd}: 0 when it did what it was asked for, 2 when it
 * was asked wrongly, 1 when it could not do it.
 */
public final class Main {

  private static final String DEMOS =
      """
      Usage: nioftpd demo NAME [OPTION]...

      Serves something to try nioftpd on, with the options of nioftpd. Nothing of it is left at the end.

        s3   a bucket of S3, in a store that runs in the same process
      """;

  private Main() {}

  /**
   * Runs the program.
   *
   * @param arguments the command line, with or without {@code demo} at its beginning
   */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs the program and tells its exit code. */
  static int run(String... arguments) {
    List<String> words = Arrays.asList(arguments);
    if (!words.isEmpty() && words.getFirst().equals("demo")) {
      words = words.subList(1, words.size());
    }
    if (words.isEmpty() || List.of("-h", "--help", "help").contains(words.getFirst())) {
      System.out.print(DEMOS);
      return 0;
    }
    if (!words.getFirst().equals("s3")) {
      System.err.println(
          "nioftpd: there is no demo " + words.getFirst() + " (nioftpd demo lists them)");
      return 2;
    }
    try {
      return S3Demo.run(words.subList(1, words.size()));
    } catch (IOException e) {
      System.err.println("nioftpd: the store of the demo does not start: " + e.getMessage());
      return 1;
    }
  }
}
