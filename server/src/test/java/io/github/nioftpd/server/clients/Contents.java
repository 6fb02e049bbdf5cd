package io.github.nioftpd.server.clients;

import java.io.IOException;

/** What a server serves, seen past it where that can be. Paths begin with a slash. */
interface Contents {

  byte[] read(String path) throws IOException;

  boolean exists(String path) throws IOException;

  void write(String path, byte[] bytes) throws IOException;

  void makeDirectory(String path) throws IOException;
}
