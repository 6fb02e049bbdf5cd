package io.github.nioftpd.demo;

import io.github.nioftpd.FtpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A bucket of S3 to be read and written by everyone on this machine. */
final class S3Demo {

  /** Longer than the server waits for transfers when it is told to end. */
  private static final int PATIENCE_SECONDS = 20;

  private S3Demo() {}

  /**
   * Serves until it is told to end.
   *
   * @param options options of nioftpd
   * @return the exit code
   * @throws IOException when the store cannot be started
   */
  static int run(List<String> options) throws IOException {
    CountDownLatch removed = new CountDownLatch(1);
    // The store goes after the server, which may still be writing to it when the JVM is told to
    // end.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> await(removed)));
    try (DemoStore store = DemoStore.start()) {
      return io.github.nioftpd.server.Main.serve(
          server -> explain(server, store, options), arguments(store, options));
    } finally {
      removed.countDown();
    }
  }

  private static void await(CountDownLatch removed) {
    try {
      removed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String[] arguments(DemoStore store, List<String> options) {
    List<String> arguments = new ArrayList<>(List.of(location(store)));
    if (!options.contains("-w") && !options.contains("--write")) {
      arguments.add("--write");
    }
    arguments.addAll(options);
    return arguments.toArray(String[]::new);
  }

  private static String location(DemoStore store) {
    String secret =
        URLEncoder.encode("file:" + store.secretFile(), StandardCharsets.UTF_8).replace("+", "%20");
    return "s3://"
        + DemoStore.BUCKET
        + "?preset=generic&endpoint="
        + store.endpoint()
        + "&access-key="
        + DemoStore.ACCESS_KEY
        + "&state=off&secret-key="
        + secret;
  }

  private static void explain(FtpServer server, DemoStore store, List<String> options) {
    if (options.contains("-q") || options.contains("--quiet")) {
      return;
    }
    try (InputStream text = S3Demo.class.getResourceAsStream("s3.txt")) {
      System.out.print(
          new String(text.readAllBytes(), StandardCharsets.UTF_8)
              .replace("{ftp}", url(server.address()))
              .replace("{store}", store.endpoint().toString())
              .replace("{bucket}", DemoStore.BUCKET)
              .replace("{access-key}", DemoStore.ACCESS_KEY)
              .replace("{secret-file}", store.secretFile().toString()));
      System.out.flush();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String url(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    if (address.getAddress().isAnyLocalAddress()) {
      host = "127.0.0.1";
    }
    return "ftp://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }
}
