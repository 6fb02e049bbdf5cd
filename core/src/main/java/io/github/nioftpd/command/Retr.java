package io.github.nioftpd.command;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Refused;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;
import io.github.nioftpd.transfer.Download;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** RETR: downloads a file, after REST from the REST offset on. */
final class Retr implements Command {

  private static final Spec SPEC =
      Spec.permitted(Permission.READ, "RETR", "path", "RFC 959 4.1.3, RFC 3659 5")
          .with(Trait.TRANSFERS);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    Path path = call.path();
    long offset = session.parameters().restartOffset();
    SeekableByteChannel file = Files.newByteChannel(path, StandardOpenOption.READ);
    try {
      if (offset > 0) {
        restart(file, offset);
      }
      return new Download(session.transfer(), path, file);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /**
   * Seeks to the REST offset before the size is asked for: a channel of a store sends its request
   * when it is first asked, and then for the right part.
   */
  private static void restart(SeekableByteChannel file, long offset) throws IOException {
    try {
      file.position(offset);
    } catch (IOException | IllegalArgumentException e) { // more than a position can be
      requireWithin(file, offset);
      throw e;
    }
    requireWithin(file, offset);
  }

  private static void requireWithin(SeekableByteChannel file, long offset) throws IOException {
    if (offset > file.size()) {
      throw new Refused(554, "The REST offset is beyond the end of the file.");
    }
  }
}
