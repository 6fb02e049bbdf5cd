package io.github.nioftpd.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.PathArgument;
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
 * STOU: uploads under a name that no other file has, which the reply contains (RFC 1123 section
 * 4.1.2.9).
 */
final class Stou implements Command {

  private static final Spec SPEC =
      Spec.permitted(Permission.WRITE, "STOU", "[prefix]", "RFC 959 4.1.3, RFC 1123 4.1.2.9")
          .path(Scope.ENTRY, Stou::parse)
          .with(Trait.TRANSFERS)
          .with(Trait.UPLOADS);

  /** The most bytes of a name on almost every file system. */
  private static final int LONGEST = 255;

  /** The name that the client suggests. */
  private static Optional<PathArgument> parse(Session session, String suggestion) {
    int slash = suggestion.lastIndexOf('/');
    String last = suggestion.substring(slash + 1);
    boolean named = !last.isBlank() && !last.equals(".") && !last.equals("..");
    return PathArgument.of(suggestion.substring(0, slash + 1) + (named ? last : "ftpd"));
  }

  private static String unique(String suggestion) {
    String end = "." + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    String start = suggestion;
    while (start.getBytes(UTF_8).length > LONGEST - end.length()) {
      start = start.substring(0, start.offsetByCodePoints(start.length(), -1));
    }
    return start + end;
  }

  /**
   * The most names that are tried: a file system that reports every name as taken must not hold the
   * session for ever.
   */
  private static final int TRIES = 50;

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    if (session.parameters().restartOffset() != 0) {
      return Reply.of(450, "STOU is not possible after REST.");
    }
    int slash = call.name().lastIndexOf('/') + 1;
    for (int i = 0; i < TRIES; i++) {
      String name = unique(call.name().substring(slash));
      Path path = call.path().resolveSibling(name);
      String written = call.name().substring(0, slash) + name;
      Optional<Upload> upload = unlessPresent(session, path, written);
      if (upload.isPresent()) {
        return upload.get();
      }
    }
    return Reply.of(450, "No unused file name was found.");
  }

  private static Optional<Upload> unlessPresent(Session session, Path path, String written)
      throws IOException {
    Path target = Partial.target(session, path);
    try {
      return Optional.of(
          Upload.open(
              session.transfer(),
              path,
              Upload.Way.WHOLE,
              () -> Files.newByteChannel(target, CREATE_NEW, WRITE),
              "FILE: " + written));
    } catch (FileAlreadyExistsException e) {
      return Optional.empty();
    }
  }
}
