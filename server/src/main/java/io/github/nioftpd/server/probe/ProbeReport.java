package io.github.nioftpd.server.probe;

import io.github.nioftpd.fs.Finding;
import io.github.nioftpd.fs.Finding.Verdict;
import io.github.nioftpd.server.homes.Locations;
import io.github.nioftpd.server.logs.LogLevel;
import java.io.PrintWriter;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Probes locations and prints a line for each finding. When the program is ended meanwhile, the
 * probe stops at its next finding and removes what it made. Used by one thread.
 */
public final class ProbeReport implements AutoCloseable {

  private static final int SUBJECT = 42;
  private static final int VERDICT = 14;
  private static final int PATIENCE_SECONDS = 30;

  private final PrintWriter out;
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread end = Thread.ofPlatform().name("nioftpd-probe-end").unstarted(this::stop);
  private volatile boolean stopped;
  private int failures;

  public ProbeReport(PrintWriter out) {
    this.out = out;
    LogLevel.errorsAlone();
    Runtime.getRuntime().addShutdownHook(end);
  }

  private void stop() {
    stopped = true;
    try {
      boolean unused = done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Probes a location under a heading. */
  public void probe(String heading, Locations.Served served, boolean readOnly) {
    boolean reads = readOnly || !LocationProbe.isWritable(served);
    out.println(heading + (reads ? "; nothing is written" : ""));
    new LocationProbe(served, this::print).run(reads);
    out.println();
    out.flush();
  }

  /** Prints why a location was not probed. */
  void skip(String heading, String reason) {
    out.println(heading + ": not probed, " + reason);
    out.println();
  }

  /** Prints that a location cannot be opened, which is a failure. */
  void fail(String heading, String reason) {
    out.println(heading);
    print(new Finding("open the location", Verdict.FAILS, reason));
    out.println();
  }

  private void print(Finding finding) {
    if (finding.verdict() == Verdict.FAILS) {
      failures++;
    }
    out.println(line(finding));
    out.flush();
    if (stopped) {
      throw new CancellationException("the probe was interrupted; its directory is deleted");
    }
  }

  private static String line(Finding finding) {
    return ("  "
            + padded(finding.subject(), SUBJECT)
            + "  "
            + padded(finding.verdict().label(), VERDICT)
            + "  "
            + finding.detail())
        .stripTrailing();
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  /** Prints the result; whether all that is needed works. */
  public boolean end() {
    out.println(
        failures == 0
            ? "all operations that the server needs work"
            : failures + (failures == 1 ? " needed operation fails" : " needed operations fail"));
    out.flush();
    return failures == 0;
  }

  @Override
  public void close() {
    done.countDown();
    try {
      boolean unused = Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException e) {
      // the program ends
    }
  }
}
