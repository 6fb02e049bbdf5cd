package com.example.uploader;

import java.io.IOException;

/** Thrown when a server refuses an upload for good. */
public final class RefusedException extends IOException {

  private static final long serialVersionUID = 1L;

  RefusedException(String reply) {
    super(reply);
  }
}
