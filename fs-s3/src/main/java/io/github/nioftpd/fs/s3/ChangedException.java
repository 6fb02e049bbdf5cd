package io.github.nioftpd.fs.s3;

import java.io.IOException;

/** Another content has taken the place of the one that is read or continued. */
final class ChangedException extends IOException {

  private static final long serialVersionUID = 1L;

  ChangedException(String path) {
    super(path + " was replaced by another client during the transfer");
  }
}
