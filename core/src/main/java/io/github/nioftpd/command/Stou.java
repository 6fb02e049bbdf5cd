package io.github.nioftpd.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Scope;
import io.github.nioftpd.session.Spec.Trait;
import io.github.nioftpd.transfer.Upload;
import java.io.IOException;
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
          .path(Scope.ENTRY, prefix -> Optional.of(name(prefix, 0)))
          .with(Trait.TRANSFERS)
          .with(Trait.UPLOADS);

  /** The most bytes of a name on almost every file system. */
  private static final int LONGEST = 255;

  /** The path as the client may use it: what it suggested, with a random end. */
  private static String name(String suggestion, int random) {
    int slash = suggestion.lastIndexOf('/');
    String last = suggestion.substring(slash + 1);
    String end = "." + HexFormat.of().toHexDigits(random);
    String start = last.isBlank() ? "ftpd" : last;
    while (start.getBytes(UTF_8).length > LONGEST - end.length()) {
      start = start.substring(0, start.offsetByCodePoints(start.length(), -1));
    }
    return suggestion.substring(0, slash + 1) + start + end;
  }

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
    if (session.parameters().restartOffset() != 0) {
      return Reply.of(450, "STOU is not possible after REST.");
    }
    for (int i = 0; i < TRIES; i++) {
      String name = name(argument, ThreadLocalRandom.current().nextInt());
      Optional<Upload> upload = unlessThere(session, name);
      if (upload.isPresent()) {
        return upload.get();
      }
    }
    return Reply.of(450, "No unused name was found.");
  }

  private static Optional<Upload> unlessThere(Session session, String name) throws IOException {
    Path path = session.resolve(name);
    Path target = Partial.target(session, path);
    try {
      return Optional.of(
          Upload.open(
              session.transfer(),
              path,
              Upload.Way.WHOLE,
              () -> Files.newByteChannel(target, CREATE_NEW, WRITE),
              "FILE: " + name));
    } catch (FileAlreadyExistsException e) {
      return Optional.empty();
    }
  }
}
