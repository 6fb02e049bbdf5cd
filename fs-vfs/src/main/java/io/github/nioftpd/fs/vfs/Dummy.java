package io.github.nioftpd.fs.vfs;

final class Dummy {
  private Dummy() {}
}
