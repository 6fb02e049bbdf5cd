package io.github.nioftpd.command;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.fs.Abortable;
import io.github.nioftpd.fs.Capabilities;
import io.github.nioftpd.fs.Capability;
import io.github.nioftpd.fs.PartialUploads;
import io.github.nioftpd.fs.Presence;
import io.github.nioftpd.outcome.Refused;
import io.github.nioftpd.session.Session;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uploads that broke off and are to be continued. Some file systems keep them beside the file, for
 * the user who sent them; elsewhere the file itself is the beginning.
 */
final class Partial {

  private static final Logger LOG = LoggerFactory.getLogger("io.github.nioftpd");

  private Partial() {}

  /** The path to upload to, so that what breaks off is kept for the user where that is possible. */
  static Path target(Session session, Path path) throws IOException {
    return own(session, path).orElse(path);
  }

  /** Only a user who may write can continue one, which replaces the file. */
  private static Optional<Path> own(Session session, Path path) throws IOException {
    Account account = session.account();
    return account.permits(Permission.WRITE, path)
        ? PartialUploads.of(path, account.name())
        : Optional.empty();
  }

  /** The partial upload of the user, if there is one that is kept beside the file. */
  static Optional<Path> of(Session session, Path path) throws IOException {
    Optional<Path> own = own(session, path);
    return own.isPresent() && Presence.exists(own.get()) ? own : Optional.empty();
  }

  /**
   * The path whose size is sent: the partial upload of the user, if there is one. The client may
   * then continue it, also with APPE.
   */
  static Path sized(Session session, Path path) throws IOException {
    Optional<Path> own = of(session, path);
    session.parameters().forgetPartial(path);
    if (own.isPresent()) {
      session.parameters().partial(path, Files.size(own.get()));
    }
    return own.orElse(path);
  }

  /**
   * Drops the partial upload of a user who has made something else of its name. Never fails: what
   * was asked for is done.
   */
  static void forget(Session session, Path path) {
    try {
      session.parameters().forgetPartial(path);
      Optional<Path> own = of(session, path);
      if (own.isPresent()) {
        Files.deleteIfExists(own.get());
      }
    } catch (IOException e) {
      LOG.warn("cannot remove the partial upload of {}", path, e);
    }
  }

  /**
   * Opens a file, or the partial upload of it, to be continued.
   *
   * @throws Refused when the offset is beyond the end (554), or the client does not know the size
   *     of the partial upload (450)
   */
  static SeekableByteChannel openAt(Session session, Path path, long offset) throws IOException {
    OptionalLong known = session.parameters().partial(path);
    if (known.isEmpty() && of(session, path).isPresent()) {
      // the client may have the offset from a listing, which shows the file
      throw new Refused(450, "A partial upload exists; send SIZE first.");
    }
    SeekableByteChannel file;
    try {
      file = Files.newByteChannel(target(session, path), WRITE);
    } catch (UnsupportedOperationException e) {
      return openAtEnd(path, offset, e);
    }
    try {
      if (known.isPresent() && known.getAsLong() != file.size()) {
        throw new Refused(450, "The partial upload has changed; send SIZE again.");
      }
      // a marker beyond the end would leave a hole, on some file systems one that fills the memory
      if (offset > file.size()) {
        throw new Refused(554, "The REST offset is beyond the end of the file.");
      }
      SeekableByteChannel at = file.position(offset);
      session.parameters().forgetPartial(path);
      return at;
    } catch (IOException | RuntimeException e) {
      Abortable.abort(file);
      throw e;
    }
  }

  /** Where no upload can begin within a file, one that broke off can go on all the same. */
  private static SeekableByteChannel openAtEnd(
      Path path, long offset, UnsupportedOperationException failure) throws IOException {
    if (!Capabilities.at(path).contains(Capability.APPEND) || offset != Files.size(path)) {
      throw failure;
    }
    return Files.newByteChannel(path, APPEND);
  }
}
