/** Several file systems as one tree, and file systems of any provider on the class path. */
module io.github.nioftpd.fs.mount {
  requires transitive io.github.nioftpd.fs;
  requires org.slf4j;
  requires static transitive org.jspecify;

  uses io.github.nioftpd.fs.Backend;

  exports io.github.nioftpd.fs.mount;

  provides io.github.nioftpd.fs.Backend with
      io.github.nioftpd.fs.mount.NioBackend;
}
