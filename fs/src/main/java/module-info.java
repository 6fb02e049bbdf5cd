/**
 * The contract between file systems and their server beyond {@link java.nio.file.FileSystem}.
 *
 * <p>Authors of a backend need this module alone.
 */
module io.github.nioftpd.fs {
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports io.github.nioftpd.fs;
}
