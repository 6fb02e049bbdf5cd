package io.github.nioftpd.server.clients;

import java.io.IOException;

/** The files of a server, accessed directly if possible. Paths begin with a slash. */
interface Contents {

  byte[] read(String path) throws IOException;

  boolean exists(String path) throws IOException;

  void write(String path, byte[] bytes) throws IOException;

  void makeDirectory(String path) throws IOException;
}
