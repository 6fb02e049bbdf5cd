package io.github.nioftpd.command;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Outcome;
import io.github.nioftpd.session.Reply;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;
import io.github.nioftpd.session.Upload;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * STOU: uploads under a name that no other file has; the reply tells it (RFC 1123 section 4.1.2.9).
 */
final class Stou implements Command {

  private static final Spec SPEC =
      Spec.permitted(Permission.WRITE, "STOU", "[prefix]", "RFC 959 4.1.3, RFC 1123 4.1.2.9")
          .with(Trait.UPLOADS);

  /**
   * How many names are tried; a file system that says every name exists must not hold the session
   * for ever.
   */
  private static final int TRIES = 50;

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, String argument) throws IOException {
    if (session.parameters().takeRestartMarker() != 0) {
      return Reply.of(450, "STOU is not possible after REST.");
    }
    String prefix = argument.isBlank() ? "ftpd" : argument;
    for (int i = 0; i < TRIES; i++) {
      int random = ThreadLocalRandom.current().nextInt();
      Path path = session.resolve(prefix + "." + HexFormat.of().toHexDigits(random));
      Optional<SeekableByteChannel> file = unlessThere(path);
      if (file.isPresent()) {
        return new Upload(session, path.toString(), file.get(), "FILE: " + path.getFileName());
      }
    }
    return Reply.of(450, "No unused name was found.");
  }

  private static Optional<SeekableByteChannel> unlessThere(Path path) throws IOException {
    try {
      return Optional.of(Files.newByteChannel(path, CREATE_NEW, WRITE));
    } catch (FileAlreadyExistsException e) {
      return Optional.empty();
    }
  }
}
