package io.github.nioftpd.session;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.event.FtpEvent;
import io.github.nioftpd.event.FtpEvent.Client;
import io.github.nioftpd.session.CommandTable.Call;
import io.github.nioftpd.session.Spec.Access;
import io.github.nioftpd.session.Spec.Trait;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a command means to those outside: the event that tells what it has done, and the question
 * before it does it. One command, one piece of news; it is taken up before the command runs,
 * because RNTO forgets what it renamed.
 */
final class News {

  private final Call call;
  private final Client client;
  private final String path;
  private final String renamed;

  private News(Call call, Client client, String path, String renamed) {
    this.call = call;
    this.client = client;
    this.path = path;
    this.renamed = renamed;
  }

  /** Takes up a command that is about to run. */
  static News of(Call call, Session session) {
    Optional<Path> source = session.parameters().renameSource();
    return new News(
        call, session.client(), path(call, session), source.map(Path::toString).orElse(""));
  }

  private static String path(Call call, Session session) {
    if (!isWorthTelling(call.command().spec())) {
      return "";
    }
    try {
      return session.resolve(named(call)).toString();
    } catch (Refused | InvalidPathException e) {
      return ""; // the command will say so
    }
  }

  /** The path in the argument; for STOU, the prefix. */
  private static String named(Call call) {
    Spec spec = call.command().spec();
    return spec.access() instanceof Access.Permitted permitted && !spec.verb().equals("STOU")
        ? permitted.path().apply(call.argument()).orElse("")
        : call.argument();
  }

  /** The question before it is done, or empty when nobody needs to be asked. */
  Optional<FtpEvent.Before> question() {
    if (!(call.command().spec().access() instanceof Access.Permitted permitted)) {
      return Optional.empty();
    }
    String verb = call.command().spec().verb();
    return switch (permitted.permission()) {
      case ENTER, LIST -> Optional.empty();
      case RENAME ->
          verb.equals("RNTO")
              ? Optional.of(new FtpEvent.Before(client, verb, renamed, path))
              : Optional.empty();
      default -> Optional.of(new FtpEvent.Before(client, verb, path, ""));
    };
  }

  /** What came of it, or empty when it is not worth telling. Transfers are told at their end. */
  Optional<FtpEvent> event(Outcome outcome) {
    if (!(outcome instanceof Reply reply)) {
      return Optional.empty();
    }
    Spec spec = call.command().spec();
    if (!reply.isPositive()) {
      return isWorthTelling(spec)
          ? Optional.of(new FtpEvent.Failed(client, spec.verb(), call.argument(), reply.code()))
          : Optional.empty();
    }
    return spec.has(Trait.CHANGES) ? Optional.of(done(spec.verb())) : Optional.empty();
  }

  private FtpEvent done(String verb) {
    return switch (verb) {
      case "DELE" -> new FtpEvent.Deleted(client, path);
      case "RMD" -> new FtpEvent.DirectoryRemoved(client, path);
      case "MKD" -> new FtpEvent.DirectoryMade(client, path);
      case "RNTO" -> new FtpEvent.Renamed(client, renamed, path);
      default -> new FtpEvent.Changed(client, verb, call.argument());
    };
  }

  private static boolean isWorthTelling(Spec spec) {
    return spec.has(Trait.CHANGES)
        || (spec.access() instanceof Access.Permitted permitted
            && (permitted.permission().changes() || permitted.permission() == Permission.READ));
  }
}
