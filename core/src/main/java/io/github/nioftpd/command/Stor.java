package io.github.nioftpd.command;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Outcome;
import io.github.nioftpd.session.Refused;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;
import io.github.nioftpd.session.Upload;
import io.github.nioftpd.spi.Capabilities;
import io.github.nioftpd.spi.Capability;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * STOR: uploads a file. After REST, the bytes overwrite what is there from the restart marker on,
 * and the file is not made shorter (RFC 3659 section 5).
 */
final class Stor implements Command {

  private static final Spec SPEC =
      Spec.permitted(Permission.WRITE, "STOR", "path", "RFC 959 4.1.3, RFC 3659 5")
          .with(Trait.TRANSFERS)
          .with(Trait.UPLOADS);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, String argument) throws IOException {
    Path path = session.resolve(argument);
    long offset = session.parameters().restartOffset();
    String opening = "Opening data connection for an upload.";
    if (offset == 0) {
      return Upload.open(
          session,
          path,
          Upload.Way.WHOLE,
          () -> Files.newByteChannel(path, WRITE, CREATE, TRUNCATE_EXISTING),
          opening);
    }
    return Upload.open(session, path, Upload.Way.PART, () -> openAt(path, offset), opening);
  }

  private static SeekableByteChannel openAt(Path path, long offset) throws IOException {
    SeekableByteChannel file;
    try {
      file = Files.newByteChannel(path, WRITE);
    } catch (UnsupportedOperationException e) {
      return openAtEnd(path, offset, e);
    }
    try {
      // a marker beyond the end would leave a hole, on some file systems one that fills the memory
      if (offset > file.size()) {
        throw new Refused(554, "The restart marker is beyond the end of the file.");
      }
      return file.position(offset);
    } catch (IOException | RuntimeException e) {
      file.close();
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
