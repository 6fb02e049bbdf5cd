package io.github.nioftpd.server;

import io.github.nioftpd.auth.Authenticator;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.fs.SmallFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say who may do what. */
final class AccountOptions {

  @Option(
      names = {"-w", "--write"},
      description = "Let users upload, rename and delete, too (default: read-only).")
  boolean write;

  @Option(
      names = {"-u", "--username"},
      paramLabel = "NAME",
      description =
          "The one user who may log in; without it everyone may, as anonymous. Needs a password.")
  @Nullable String user;

  @Option(
      names = {"-P", "--password"},
      paramLabel = "PASSWORD",
      description =
          "The password of that user. Other users of this machine can see it in the list of"
              + " processes.")
  @Nullable String password;

  @Option(
      names = "--password-file",
      paramLabel = "PATH",
      description = "The file whose first line is the password of that user.")
  @Nullable Path passwordFile;

  /** Checks that a user and a password come together, and reads the file of the password. */
  void check() throws IOException {
    if (password != null && passwordFile != null) {
      throw new IllegalArgumentException(
          "the password is given twice, with -P and with --password-file");
    }
    if (passwordFile != null) {
      password = firstLine(passwordFile);
    }
    if (user == null && password != null) {
      throw new IllegalArgumentException("a password needs a user: give -u, too");
    }
    if (user != null && password == null) {
      throw new IllegalArgumentException(
          "the user " + user + " needs a password: give -P or --password-file, too");
    }
    if (user != null && user.isEmpty()) {
      throw new IllegalArgumentException("the name of the user is empty");
    }
  }

  private static String firstLine(Path file) throws IOException {
    String line;
    try {
      line = SmallFile.firstLine(file);
    } catch (CharacterCodingException e) {
      throw new IOException("the password in " + file + " is not UTF-8", e);
    } catch (FileSystemException e) {
      throw new IOException("the password cannot be read: " + Locations.explained(e), e);
    } catch (IOException e) {
      throw new IOException("the password cannot be read: " + file + ": " + e.getMessage(), e);
    }
    if (line.isEmpty()) {
      throw new IOException("the first line of " + file + " holds no password");
    }
    return line;
  }

  Set<Permission> permissions() {
    return write ? Permission.all() : Permission.readOnly();
  }

  Authenticator authenticator(FileSystem fileSystem) {
    if (user != null && password != null) {
      return Accounts.single(user, password, fileSystem, permissions());
    }
    return Accounts.anonymous(fileSystem, permissions());
  }
}
