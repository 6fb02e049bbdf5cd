package io.github.nioftpd.transfer;

import io.github.nioftpd.data.DataConnection;
import io.github.nioftpd.data.DataLostException;
import io.github.nioftpd.data.DataRoute;
import io.github.nioftpd.data.Throttles;
import io.github.nioftpd.event.FtpEvent;
import io.github.nioftpd.event.FtpEvent.Client;
import io.github.nioftpd.outcome.Refused;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.outcome.Transfer;
import io.github.nioftpd.tls.SecurityAssociation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A transfer that runs on one of the {@link Workers}. Its end goes to the inbox of the session,
 * whose thread meanwhile answers STAT and NOOP, watches over progress, and breaks the transfer off
 * on ABOR or a hang-up.
 */
public final class RunningTransfer {

  /** The reply to a transfer that its client or a hang-up ended. */
  public static final Reply ABORTED = Reply.of(426, "Transfer aborted.");

  /** The reply when there is not even memory for a better one. */
  private static final Reply FAILED =
      Reply.of(451, "Requested action aborted: local error in processing.");

  /** The session of a transfer, as the thread of the transfer sees it. */
  public interface Owner {

    /** Whether ABOR is among the lines that the client has sent until now. */
    boolean isAborted();

    /** The reply to a failure, which is logged. */
    Reply failed(Throwable failure);

    /** Takes the final reply. */
    void ended(Reply reply);
  }

  private final String verb;
  private final Transfer transfer;
  private final DataRoute route;
  private final List<Throttles> throttles;
  private final Optional<SecurityAssociation> tls;
  private final long began = System.nanoTime();

  /** The bytes that are read and dropped after a refused upload, and the time limit. */
  private static final long SKIPPED_BYTES = 64 << 20;

  private static final Duration SKIPPED_TIME = Duration.ofSeconds(10);
  private static final int SKIPPED_PIECE = 64 << 10;

  private volatile long skipsSince;

  /** The bytes moved when the upload was refused, or -1. */
  private volatile long skipsFrom = -1;

  private volatile boolean ascii;
  private volatile @Nullable DataConnection data;
  private volatile @Nullable Reply verdict;

  /**
   * Of the session's thread: how much had moved when it last looked, and since when it has not
   * changed.
   */
  private long seen = -1;

  private long seenAt;

  public RunningTransfer(
      String verb,
      Transfer transfer,
      DataRoute route,
      List<Throttles> throttles,
      Optional<SecurityAssociation> tls) {
    this.verb = verb;
    this.transfer = transfer;
    this.route = route;
    this.throttles = throttles;
    this.tls = tls;
    route.expect(transfer.isUpload());
  }

  /** Runs to the end, whatever it is, on the thread of the transfer. */
  public void run(Owner owner) {
    Reply reply = FAILED;
    try {
      reply = move(owner);
    } catch (Throwable failure) {
      Reply given = verdict;
      reply = given == null ? owner.failed(failure) : given;
    } finally {
      owner.ended(reply);
    }
  }

  /** Closes the connection and the file before the reply of success. */
  private Reply move(Owner owner) throws IOException {
    try (transfer;
        route;
        DataConnection connection = route.connect()) {
      secure(connection);
      boolean complete = false;
      try {
        transfer.copy(connection);
        connection.finish();
        complete = true;
      } catch (DataLostException e) {
        throw e;
      } catch (IOException e) {
        complete = transfer.isUpload() && skip(connection);
        throw e;
      } finally {
        if (!complete) {
          connection.abort(); // an orderly end would look like that of the file
        }
      }
      if (transfer.isUpload()) {
        // the end of the data may be that of a client which gave up, and said so before
        boolean aborted = owner.isAborted();
        if (verdict != null || aborted) {
          throw new Refused(ABORTED.code(), ABORTED.lines().getFirst());
        }
      }
      transfer.commit();
    }
    return Reply.of(226, "Transfer complete.");
  }

  /**
   * Reads on behind an upload that is refused, for a while. Many clients see the reply only when
   * they could send all of their file; a reset is all that they would report.
   */
  private boolean skip(DataConnection connection) {
    ByteBuffer skipped = ByteBuffer.allocate(SKIPPED_PIECE);
    skipsFrom = connection.moved();
    skipsSince = System.nanoTime() | 1;
    try {
      while (connection.moved() - skipsFrom < SKIPPED_BYTES && !isSkippedOut()) {
        if (connection.read(skipped.clear()) < 0) {
          connection.finish();
          return true;
        }
      }
    } catch (DataLostException e) {
      // nor does it wait for an end
    }
    return false;
  }

  /** Whether the client of an upload that is refused has had enough time to end it. */
  private boolean isSkippedOut() {
    return skipsSince != 0 && System.nanoTime() - skipsSince >= SKIPPED_TIME.toNanos();
  }

  /** Closes the connection of a refused upload whose client does not end it in time. */
  public void cutSkipped() {
    DataConnection connection = data;
    if (connection != null && isSkippedOut()) {
      connection.abort();
    }
  }

  private void secure(DataConnection connection) throws IOException {
    connection.throttle(throttles);
    data = connection;
    if (verdict != null) {
      connection.abort(); // it was given up while the connection came up
    }
    if (tls.isPresent()) {
      connection.startTls(tls.get(), transfer.isUpload());
    } else {
      connection.stayClear();
    }
  }

  /**
   * Breaks the transfer off, from the session's thread. Nothing happens when it has ended already.
   */
  public void abort(Reply reply) {
    verdict = reply;
    DataConnection connection = data;
    if (connection != null) {
      connection.abort();
    }
    try {
      route.close();
    } catch (IOException e) {
      // it is closed already
    }
  }

  /** Whether nothing has moved for so long, asked by the session's thread now and then. */
  public boolean isStalled(Duration limit) {
    DataConnection connection = data;
    long moved = connection == null ? -1 : connection.moved();
    boolean heldBack = connection != null && connection.isHeldBack();
    if (moved != seen || seenAt == 0 || heldBack) {
      seen = moved;
      seenAt = System.nanoTime() | 1;
    }
    return connection != null
        && limit.isPositive()
        && System.nanoTime() - seenAt >= limit.toNanos();
  }

  /** One line for STAT. */
  public String progress() {
    return verb + ": " + moved() + " bytes moved in " + elapsed().toSeconds() + " s.";
  }

  /** The beginning of a transfer of a file. */
  public Optional<FtpEvent> start(Client client, boolean convertsLineEnds) {
    ascii = convertsLineEnds;
    return transfer.file().map(path -> new FtpEvent.Started(client, verb, path));
  }

  /** The event of a transfer of a file that has ended. */
  public Optional<FtpEvent> event(Client client, Reply reply) {
    return state()
        .map(
            ended ->
                !reply.isPositive()
                    ? new FtpEvent.TransferFailed(client, ended, reply.code(), reply.text())
                    : ended.isUpload()
                        ? new FtpEvent.Uploaded(client, ended)
                        : new FtpEvent.Downloaded(client, ended));
  }

  /** The progress, if a file is transferred; for any thread. */
  public Optional<FtpEvent.Transfer> state() {
    return transfer
        .file()
        .map(path -> new FtpEvent.Transfer(verb, path, ascii, moved(), elapsed()));
  }

  private long moved() {
    DataConnection connection = data;
    return connection == null ? 0 : skipsFrom < 0 ? connection.moved() : skipsFrom;
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
