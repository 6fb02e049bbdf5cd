package io.github.nioftpd.test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A program that uses the kit without a test framework, and prints how long the first start in this
 * JVM takes.
 */
final class FixtureMain {

  private FixtureMain() {}

  public static void main(String[] arguments) throws IOException {
    boolean tls = arguments.length > 0 && arguments[0].equals("tls");
    long cpu = cpu();
    long start = System.nanoTime();
    try (FtpFixture ftp = (tls ? FtpFixture.with().tls() : FtpFixture.with()).start()) {
      System.out.printf(
          "first start: %d ms CPU, %d ms%n",
          (cpu() - cpu) / 1_000_000, (System.nanoTime() - start) / 1_000_000);
      System.out.println("plain: " + last(ftp, "USER user", "PASS secret"));
    }
    try (FtpFixture ftp = FtpFixture.with().tls().start()) {
      System.out.println("TLS: " + last(ftp, "AUTH TLS"));
    }
    try (FtpFixture ftp = FtpFixture.with().temporaryDirectory().start()) {
      System.out.println("disk: " + last(ftp, "USER user", "PASS secret"));
    }
    if (arguments.length > 0) {
      time(tls);
    }
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** Prints the shortest of several starts. */
  private static void time(boolean tls) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 50; i++) {
      long start = System.nanoTime();
      (tls ? FtpFixture.with().tls() : FtpFixture.with()).start().close();
      best = Math.min(best, System.nanoTime() - start);
    }
    System.out.printf(Locale.ROOT, "warm start and close: %.1f ms%n", best / 1e6);
  }

  private static String last(FtpFixture ftp, String... commands) throws IOException {
    try (Socket socket = new Socket(ftp.host(), ftp.port());
        BufferedReader replies =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
      String reply = replies.readLine();
      for (String command : commands) {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        reply = replies.readLine();
      }
      return reply;
    }
  }
}
