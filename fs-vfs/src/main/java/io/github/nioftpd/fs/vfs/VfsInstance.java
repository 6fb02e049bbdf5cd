package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.fs.vfs.common.VfsFailures;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.apache.commons.vfs2.impl.DefaultFileReplicator;
import org.apache.commons.vfs2.provider.FileProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The manager of Commons VFS for one file system, with a private temporary directory. */
final class VfsInstance implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(VfsInstance.class);

  private final OperationCache operations = new OperationCache();
  private final Providers providers = new Providers(operations);
  private final Path temporary;

  private VfsInstance(Path temporary) {
    this.temporary = temporary;
  }

  static VfsInstance start(String scheme, FileProvider provider) throws IOException {
    VfsInstance instance = new VfsInstance(Files.createTempDirectory("nioftpd-vfs"));
    boolean started = false;
    try {
      instance.providers.start(
          scheme, provider, new DefaultFileReplicator(instance.temporary.toFile()));
      started = true;
    } finally {
      if (!started) {
        instance.close();
      }
    }
    return instance;
  }

  Providers providers() {
    return providers;
  }

  OperationCache operations() {
    return operations;
  }

  @Override
  public void close() {
    providers.close();
    try {
      remove(temporary);
    } catch (IOException e) {
      LOG.warn("cannot delete the temporary directory {}", temporary, e);
    }
  }

  private static void remove(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path visited, @org.jspecify.annotations.Nullable IOException e) throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Describes why a location cannot be opened. */
  static IOException failure(Exception e, Location location) {
    if (e instanceof NoSuchFileException || e instanceof NotDirectoryException) {
      return (IOException) e;
    }
    String reason = RemoteFailures.sentence(e).orElseGet(() -> VfsFailures.reason(e));
    IOException failure = new IOException("cannot open vfs:" + location + ": " + reason);
    failure.initCause(e);
    return failure;
  }
}
