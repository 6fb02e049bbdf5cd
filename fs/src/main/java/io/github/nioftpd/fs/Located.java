package io.github.nioftpd.fs;

import java.io.IOError;
import java.net.URI;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A file system that reports the locations of its entries: on the local disk, in a bucket, on a
 * server. Programs, webhooks and logs get them; clients never see them.
 *
 * <p>Of a file system that does not implement this interface, {@link Path#toUri()} is reported.
 */
public interface Located {

  /**
   * The location of the entry at a path, which need not exist. Safe for use by several threads.
   *
   * @param path a path of this file system, absolute and normalised
   * @return a URI without credentials, {@code file:} for the local disk; empty where there is none
   */
  Optional<URI> location(Path path);

  /**
   * The location of an entry of any file system.
   *
   * @param path absolute and normalised
   * @return a URI without credentials, or empty where there is none
   */
  static Optional<URI> of(Path path) {
    try {
      return path.getFileSystem() instanceof Located located
          ? located.location(path)
          : Optional.of(withoutSecrets(path.toUri().toString()));
    } catch (RuntimeException | IOError e) {
      return Optional.empty(); // its provider has no URI for it, or no such names
    }
  }

  /**
   * The location of an entry below a directory.
   *
   * @param directory the location of the directory
   * @param names of which the path consists; {@link NameBytes} gives their bytes
   * @return a URI without a slash at its end, unless it is a root
   */
  static URI below(URI directory, List<String> names) {
    String base = directory.toString();
    StringBuilder uri = new StringBuilder(base);
    if (!names.isEmpty() && base.endsWith("/")) {
      uri.setLength(base.length() - 1);
    }
    for (String name : names) {
      uri.append('/');
      for (byte b : NameBytes.encode(name)) {
        append(uri, b);
      }
    }
    return URI.create(uri.toString());
  }

  private static void append(StringBuilder uri, byte b) {
    boolean alphanumeric =
        (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
    if (alphanumeric || "-._~".indexOf(b) >= 0) {
      uri.append((char) b);
    } else {
      HexFormat.of().withUpperCase().toHexDigits(uri.append('%'), b);
    }
  }

  /**
   * Removes what may be a secret: user information, query and fragment.
   *
   * @param uri a URI; another one may be nested in it, as in {@code jar:}
   * @return the rest
   */
  static URI withoutSecrets(String uri) {
    return URI.create(uri.replaceFirst("[?#].*$", "").replaceAll("//[^/]*@", "//"));
  }
}
