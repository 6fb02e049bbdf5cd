package io.github.nioftpd.server.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory on the disk. */
record Folder(String root) implements Contents {

  private Path local(String path) {
    return Path.of(root + path);
  }

  @Override
  public byte[] read(String path) throws IOException {
    return Files.readAllBytes(local(path));
  }

  @Override
  public boolean exists(String path) {
    return Files.exists(local(path));
  }

  @Override
  public void write(String path, byte[] bytes) throws IOException {
    Files.write(local(path), bytes);
  }

  @Override
  public void makeDirectory(String path) throws IOException {
    Files.createDirectory(local(path));
  }
}
