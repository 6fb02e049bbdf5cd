package io.github.nioftpd.fs.s3;

import java.io.IOException;

/** The object was replaced while it was read or appended to. */
final class ChangedException extends IOException {

  private static final long serialVersionUID = 1L;

  ChangedException(String path) {
    super(path + " was replaced by another client during the transfer");
  }
}
