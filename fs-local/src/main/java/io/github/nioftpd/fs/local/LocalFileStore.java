package io.github.nioftpd.fs.local;

import io.github.nioftpd.fs.SlashPath;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileStoreAttributeView;
import org.jspecify.annotations.Nullable;

/**
 * The disk a path lies on. It finds the path anew for each question, because the JDK's store keeps
 * the path it was made from, and ours is good for one operation only.
 */
final class LocalFileStore extends FileStore {

  private final LocalFileSystem fileSystem;
  private final SlashPath path;

  LocalFileStore(LocalFileSystem fileSystem, SlashPath path) {
    this.fileSystem = fileSystem;
    this.path = path;
  }

  private interface Question<T> {
    T ask(FileStore host) throws IOException;
  }

  private <T> T ask(Question<T> question) throws IOException {
    try (HostPath place = fileSystem.confinement().target(path)) {
      return question.ask(Files.getFileStore(place.host()));
    } catch (FileSystemException e) {
      throw HostFailures.of(e, path);
    }
  }

  @Override
  public long getTotalSpace() throws IOException {
    return ask(FileStore::getTotalSpace);
  }

  @Override
  public long getUsableSpace() throws IOException {
    return ask(FileStore::getUsableSpace);
  }

  @Override
  public long getUnallocatedSpace() throws IOException {
    return ask(FileStore::getUnallocatedSpace);
  }

  @Override
  public long getBlockSize() throws IOException {
    return ask(FileStore::getBlockSize);
  }

  @Override
  public boolean isReadOnly() {
    try {
      return ask(FileStore::isReadOnly);
    } catch (IOException e) {
      // The signature allows no failure, and a disk that cannot be asked cannot be written either.
      return true;
    }
  }

  @Override
  public String name() {
    return "local";
  }

  @Override
  public String type() {
    return "local";
  }

  @Override
  public boolean supportsFileAttributeView(Class<? extends FileAttributeView> type) {
    return fileSystem.provider().getFileAttributeView(path, type) != null;
  }

  @Override
  public boolean supportsFileAttributeView(String name) {
    return fileSystem.supportedFileAttributeViews().contains(name);
  }

  @Override
  public <V extends FileStoreAttributeView> @Nullable V getFileStoreAttributeView(Class<V> type) {
    return null;
  }

  @Override
  public Object getAttribute(String attribute) throws IOException {
    return switch (attribute) {
      case "totalSpace" -> getTotalSpace();
      case "usableSpace" -> getUsableSpace();
      case "unallocatedSpace" -> getUnallocatedSpace();
      default -> throw new UnsupportedOperationException(attribute);
    };
  }
}
