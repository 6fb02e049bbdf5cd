package io.github.nioftpd.command;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.fs.Presence;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Refused;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;
import io.github.nioftpd.session.TransferParameters;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * SITE CPTO: copies the file that SITE CPFR named, without a byte of it going to the client. A file
 * of the new name is replaced, a directory never. The copy keeps the time of modification, where
 * the file system can.
 */
final class SiteCpto implements Command {

  private static final Spec SPEC =
      Spec.permitted(Permission.WRITE, "SITE CPTO", "path", "de facto")
          .with(Trait.CHANGES, Trait.SLOW)
          .from(TransferParameters::copySource)
          .feature("SITE COPY");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    Path source =
        session
            .parameters()
            .copySource()
            .orElseThrow(() -> new Refused(503, "Send SITE CPFR first."));
    Path target = call.path();
    if (target.equals(source)) {
      return Reply.of(553, "A file cannot be copied onto itself.");
    }
    Map<String, Object> attributes = Files.readAttributes(source, "size,isRegularFile");
    if (!Boolean.TRUE.equals(attributes.get("isRegularFile"))
        || !(attributes.get("size") instanceof Long size)) {
      return Reply.of(550, "Not a regular file.");
    }
    if (Presence.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(
          target.toString()); // Files.copy would replace an empty one
    }
    session.quota().store(() -> copy(source, target), size, target);
    Partial.forget(session, target);
    return Reply.of(250, "Copied.");
  }

  private static void copy(Path source, Path target) throws IOException {
    try {
      Files.copy(
          source, target, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
    } catch (UnsupportedOperationException e) { // then the content alone, as new
      Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
