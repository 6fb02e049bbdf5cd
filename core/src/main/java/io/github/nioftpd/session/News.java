package io.github.nioftpd.session;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.event.FtpEvent;
import io.github.nioftpd.event.FtpEvent.Client;
import io.github.nioftpd.session.CommandTable.Call;
import io.github.nioftpd.session.Spec.Access;
import io.github.nioftpd.session.Spec.Trait;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a command means to those outside: the event that tells what it has done, and the question
 * before it does it. One command, one piece of news; it is taken up before the command runs.
 */
final class News {

  private final Call call;
  private final Client client;
  private final String path;
  private final String source;

  private News(Call call, Client client, String path, String source) {
    this.call = call;
    this.client = client;
    this.path = path;
    this.source = source;
  }

  /** Takes up a command that is about to run. */
  static News of(Call call, Session session) {
    boolean copies = call.command().spec().verb().equals("SITE CPTO");
    Parameters named = session.parameters();
    Optional<Path> source = copies ? named.copySource() : named.renameSource();
    return new News(
        call, session.client(), path(call, session), source.map(Path::toString).orElse(""));
  }

  private static String path(Call call, Session session) {
    if (!isWorthTelling(call.command().spec())) {
      return "";
    }
    try {
      return session.resolve(named(call)).toString();
    } catch (Refused | RuntimeException e) {
      return ""; // the command fails in the same way, and its reply says why
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
    return switch (verb) {
      case "RNFR", "SITE CPFR" -> Optional.empty(); // nothing is done yet
      case "RNTO", "SITE CPTO" -> Optional.of(new FtpEvent.Before(client, verb, source, path));
      default ->
          permitted.permission() == Permission.ENTER || permitted.permission() == Permission.LIST
              ? Optional.empty()
              : Optional.of(new FtpEvent.Before(client, verb, path, ""));
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
      case "RNTO" -> new FtpEvent.Renamed(client, source, path);
      case "SITE CPTO" -> new FtpEvent.Copied(client, source, path);
      default -> new FtpEvent.Changed(client, verb, call.argument());
    };
  }

  private static boolean isWorthTelling(Spec spec) {
    return spec.has(Trait.CHANGES)
        || (spec.access() instanceof Access.Permitted permitted
            && (permitted.permission().changes() || permitted.permission() == Permission.READ));
  }
}
