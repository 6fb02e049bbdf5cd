package io.github.nioftpd.server.cli;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.fs.SmallFile;
import io.github.nioftpd.server.config.AnonymousSection;
import io.github.nioftpd.server.config.FileErrors;
import io.github.nioftpd.server.config.PermissionSet;
import io.github.nioftpd.server.config.ProfileSection;
import io.github.nioftpd.server.config.Secret;
import io.github.nioftpd.server.config.UserSection;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for users and permissions. */
final class AccountOptions {

  @Option(
      names = {"-w", "--write"},
      description = "Allow uploads, renames and deletion (default: read-only).")
  boolean write;

  @Option(
      names = {"-u", "--username"},
      paramLabel = "NAME",
      description =
          "Name of the only user who can log in; needs a password (default: anonymous login).")
  @Nullable String user;

  @Option(
      names = {"-P", "--password"},
      paramLabel = "PASSWORD",
      description =
          "Password of that user. Other users of this machine can see it in the process list;"
              + " --password-file hides it.")
  @Nullable String password;

  @Option(
      names = "--password-file",
      paramLabel = "PATH",
      description = "File whose first line is the password of that user.")
  @Nullable Path passwordFile;

  PermissionSet permissions() {
    return write ? new PermissionSet(Permission.all()) : PermissionSet.READ_ONLY;
  }

  Optional<AnonymousSection> anonymous(ProfileSection profile) {
    return user == null
        ? Optional.of(new AnonymousSection(AnonymousSection.NAMES, profile))
        : Optional.empty();
  }

  /** The one user, if there is one; checks that name and password are given together. */
  Map<String, UserSection> users(ProfileSection profile, UnaryOperator<String> kept)
      throws IOException {
    if (password != null && passwordFile != null) {
      throw new IllegalArgumentException(
          "the password is given twice: with -P and with --password-file");
    }
    @Nullable String known = passwordFile == null ? password : firstLine(passwordFile);
    if (user == null && known != null) {
      throw new IllegalArgumentException("a password needs a user name; add -u NAME");
    }
    if (user == null) {
      return Map.of();
    }
    if (user.isEmpty() || known == null || known.isEmpty()) {
      throw new IllegalArgumentException(
          user.isEmpty()
              ? "--username: the name is empty"
              : "user " + user + " needs a password; add -P or --password-file");
    }
    Secret secret = new Secret(kept.apply(known), "");
    return Map.of(user, new UserSection(Optional.of(secret), Optional.empty(), List.of(), profile));
  }

  private static String firstLine(Path file) throws IOException {
    String line;
    try {
      line = SmallFile.firstLine(file);
    } catch (CharacterCodingException e) {
      throw new IOException("--password-file: " + file + " is not UTF-8", e);
    } catch (FileSystemException e) {
      throw new IOException("--password-file: " + FileErrors.sentence(e), e);
    } catch (IOException e) {
      throw new IOException("--password-file: cannot read " + file + ": " + e.getMessage(), e);
    }
    if (line.isEmpty()) {
      throw new IOException("--password-file: the first line of " + file + " is empty");
    }
    return line;
  }
}
