package io.github.nioftpd.session;

import io.github.nioftpd.config.Compatibility;
import io.github.nioftpd.data.AsciiStreams;
import io.github.nioftpd.data.DataConnection;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Optional;

/** A file on its way from the client. It is published by {@link #commit()} alone. */
public final class Upload implements Transfer {

  /** Which part of the file the upload makes. */
  public enum Way {
    /** All of it. */
    WHOLE,
    /** What follows its end. */
    APPEND,
    /** What follows a restart marker. */
    PART
  }

  private final Path path;
  private final String opening;
  private final Intake file;
  private final boolean ascii;
  private final boolean mayBeCut;

  private Upload(Session session, Path path, Intake file, String opening) throws Refused {
    this.path = path;
    this.mayBeCut = tolerates(session, Compatibility.NO_CLOSE_NOTIFY);
    this.file = file;
    this.ascii = session.parameters().isAscii();
    this.opening = opening;
  }

  private static boolean tolerates(Session session, Compatibility one) throws Refused {
    return session.account().compatibility().contains(one)
        || session.listener().compatibilityWith(session.remote().getAddress()).contains(one);
  }

  /**
   * Makes a transfer that writes to a file, no more than the account may store.
   *
   * @param session the session, which tells the type and the account
   * @param path the file
   * @param way which part of it is written
   * @param opener opens it
   * @param opening the text of the reply 150
   * @return an upload whose file is open
   * @throws Refused when the account may not store any more (552)
   * @throws IOException when the file cannot be opened
   */
  public static Upload open(
      Session session, Path path, Way way, AccountQuota.Opener opener, String opening)
      throws IOException {
    Intake file = Intake.open(session.quota(), path, way, opener);
    return new Upload(session, path, file, opening);
  }

  @Override
  public String opening() {
    return opening;
  }

  @Override
  public Optional<Path> file() {
    return Optional.of(path);
  }

  @Override
  public boolean isUpload() {
    return true;
  }

  @Override
  public void copy(DataConnection data) throws IOException {
    if (mayBeCut) {
      data.tolerateCut();
    }
    if (!ascii) {
      data.receive(file);
      return;
    }
    try (WritableByteChannel converted = AsciiStreams.fromWire(file)) {
      data.receive(converted);
    }
  }

  @Override
  public void commit() throws IOException {
    file.publish();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
