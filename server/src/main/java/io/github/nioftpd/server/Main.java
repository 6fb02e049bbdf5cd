package io.github.nioftpd.server;

import io.github.nioftpd.FtpServer;
import io.github.nioftpd.server.cli.Commands;
import java.util.function.Consumer;

/** The program {@code nioftpd}. */
public final class Main {

  private Main() {}

  /**
   * Runs the program.
   *
   * @param arguments the command line
   */
  public static void main(String[] arguments) {
    System.exit(Commands.run(arguments));
  }

  /**
   * Serves until the server is closed or the JVM ends, for programs that embed the command line.
   *
   * @param started called with the server when it has started
   * @param arguments the command line: a location and options
   * @return the exit code
   */
  public static int serve(Consumer<FtpServer> started, String... arguments) {
    return Commands.serve(started, arguments);
  }
}
