package io.github.nioftpd.example;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** What is known of a zone, or of a directory of zones. */
record ZoneAttributes(boolean isDirectory, long size, Instant now) implements BasicFileAttributes {

  @Override
  public FileTime lastModifiedTime() {
    return FileTime.from(now);
  }

  @Override
  public FileTime lastAccessTime() {
    return FileTime.from(now);
  }

  @Override
  public FileTime creationTime() {
    return FileTime.from(now);
  }

  @Override
  public boolean isRegularFile() {
    return !isDirectory;
  }

  @Override
  public boolean isSymbolicLink() {
    return false;
  }

  @Override
  public boolean isOther() {
    return false;
  }

  @Override
  public Object fileKey() {
    return null;
  }
}
