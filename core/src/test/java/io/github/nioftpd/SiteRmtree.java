package io.github.nioftpd;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.event.FtpReply;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * SITE RMTREE: removes a directory with all that is in it. An example of a custom command of an
 * embedder.
 */
final class SiteRmtree implements SiteCommand {

  @Override
  public String name() {
    return "RMTREE";
  }

  @Override
  public String syntax() {
    return "path";
  }

  @Override
  public Permission permission() {
    return Permission.DELETE;
  }

  @Override
  public FtpReply run(Call call) throws IOException {
    if (call.path().getNameCount() == 0) {
      return FtpReply.of(550, "The root directory cannot be removed.");
    }
    Files.walkFileTree(call.path(), new Removal(call.account()));
    return FtpReply.of(250, "Directory tree removed.");
  }

  /** Deletes a tree without following links; stops where the account lacks permission. */
  private static final class Removal extends SimpleFileVisitor<Path> {

    private final Account account;

    Removal(Account account) {
      this.account = account;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      check(directory);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      check(file);
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(directory);
      return FileVisitResult.CONTINUE;
    }

    private void check(Path path) throws AccessDeniedException {
      if (!account.permits(Permission.DELETE, path)) {
        throw new AccessDeniedException(path.toString());
      }
    }
  }
}
