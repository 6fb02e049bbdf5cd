package io.github.nioftpd.fs.vfs;

import org.apache.commons.vfs2.provider.UriParser;

/** How names stand in what a provider of VFS is asked for. */
final class RemoteNames {

  private RemoteNames() {}

  /**
   * A name as part of a URI. The client for sftp takes names for patterns, which would remove more
   * than the one file whose name has a star; so these characters are quoted for it.
   */
  static String encoded(String scheme, String name) {
    String quoted = scheme.equals("sftp") ? name.replaceAll("[\\\\*?]", "\\\\$0") : name;
    return UriParser.encode(quoted, new char[] {'\\', '#', '?', '!'});
  }
}
