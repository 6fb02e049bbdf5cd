package io.github.nioftpd.session;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.auth.PermissionRules;
import io.github.nioftpd.config.TlsPolicy;
import io.github.nioftpd.event.LogText;
import io.github.nioftpd.event.VetoHook;
import io.github.nioftpd.fs.Capabilities;
import io.github.nioftpd.fs.Capability;
import io.github.nioftpd.fs.NameBytes;
import io.github.nioftpd.fs.PartFile;
import io.github.nioftpd.fs.Presence;
import io.github.nioftpd.outcome.Refused;
import io.github.nioftpd.session.Spec.Access;
import io.github.nioftpd.session.Spec.Argument;
import io.github.nioftpd.session.Spec.Scope;
import io.github.nioftpd.session.Spec.Trait;
import io.github.nioftpd.wire.MalformedLineException.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The checks before a command is run, in a fixed order: implemented, under TLS, logged in, syntax,
 * permission, data connection.
 */
final class Admission {

  private Admission() {}

  static void check(Call call, Session session) throws IOException {
    Spec spec = call.spec();
    String argument = call.argument();
    if (!spec.isImplemented(session)) {
      throw new Refused(502, "Command not implemented.");
    }
    if (spec.has(Trait.CREDENTIALS) && session.tlsState().isLoginRefused()) {
      throw new Refused(530, "TLS is required to log in; send AUTH TLS first.");
    }
    if (!(spec.access() instanceof Access.Anybody) && !session.isLoggedIn()) {
      throw new Refused(530, "Log in with USER and PASS first.");
    }
    if (spec.argument() == Argument.NONE && !argument.isBlank()) {
      throw new Refused(501, "Syntax error: this command takes no argument.");
    }
    if (spec.argument() == Argument.REQUIRED && argument.isEmpty()) {
      throw new Refused(501, "Syntax error: this command needs an argument.");
    }
    if (spec.access() instanceof Access.Anybody && !NameBytes.isText(argument)) {
      throw new Refused(501, Fault.NOT_TEXT.text()); // only names of files may be any bytes
    }
    if (spec.access() instanceof Access.Permitted permitted && call.hasPath()) {
      require(session, permitted.permission(), permitted.scope(), call.path());
    }
    if (spec.has(Trait.UPLOADS)) {
      checkData(session);
    }
  }

  /** Whether the data connection of a transfer may come up. */
  static void checkData(Session session) throws Refused {
    TlsState tls = session.tlsState();
    boolean required =
        tls.policy().map(TlsPolicy::dataRequired).orElse(false)
            || session.account().encryptedData();
    if (required && !tls.isDataProtected()) {
      throw new Refused(521, "TLS is required on the data connection; send PROT P first.");
    }
    if (!session.hasRoute()) {
      throw new Refused(425, "Use PASV, EPSV, PORT or EPRT first.");
    }
  }

  /** A path that a client may name: part files are the server's own. */
  static Path named(Path path) throws Refused {
    for (Path name : path) {
      if (PartFile.isPart(name.toString())) {
        throw new Refused(553, "File name not allowed.");
      }
    }
    return path;
  }

  /** Consults the veto hook, after all other checks. */
  static void consult(VetoHook veto, CommandEvents events) throws Refused {
    if (veto.equals(VetoHook.NONE)) {
      return;
    }
    Optional<String> refusal = events.action().flatMap(veto::refusal);
    if (refusal.isPresent()) {
      throw new Refused(550, LogText.escape(refusal.get()));
    }
  }

  /**
   * Refuses what the account may not do, then what the file system cannot. Whether there is such a
   * file makes no difference.
   */
  static void require(Session session, Permission permission, Scope scope, Path path)
      throws IOException {
    if (!permits(session.account().permissions(), permission, scope, path)) {
      throw new Refused(550, "Not enough privileges.");
    }
    Set<Capability> possible =
        scope == Scope.DIRECTORY ? Capabilities.in(path) : Capabilities.at(path);
    if (!permission.isPossible(possible)) {
      throw possible.isEmpty()
          ? new Refused(550, "This cannot be changed: it is read-only or a mount point.")
          : new Refused(504, "Not supported by this file system.");
    }
  }

  /** The file system is asked only where it makes a difference what the path leads to. */
  private static boolean permits(
      PermissionRules permissions, Permission permission, Scope scope, Path path)
      throws IOException {
    boolean entry = permissions.at(path).contains(permission);
    boolean inside = permissions.in(path).contains(permission);
    return switch (scope) {
      case ENTRY -> entry;
      case DIRECTORY -> inside;
      case EITHER -> entry == inside ? entry : Presence.isDirectory(path) ? inside : entry;
    };
  }
}
