/**
 * An FTP server that serves any {@link java.nio.file.FileSystem}.
 *
 * <p>Embedders need {@code io.github.nioftpd}, and {@code auth}, {@code config} and {@code event}
 * with it; {@code intercept} is for tests of clients. Nothing else is exported.
 */
module io.github.nioftpd.core {
  requires transitive io.github.nioftpd.fs;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports io.github.nioftpd;
  exports io.github.nioftpd.auth;
  exports io.github.nioftpd.config;
  exports io.github.nioftpd.event;
  exports io.github.nioftpd.intercept;
}
