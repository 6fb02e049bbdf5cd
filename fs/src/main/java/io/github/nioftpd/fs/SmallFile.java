package io.github.nioftpd.fs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Reads files that settings name, such as certificates, keys and passwords. Only regular files of
 * at most 3 MiB are read: a FIFO would be waited for without end, and a device has no end.
 */
public final class SmallFile {

  /** The most bytes that are read. */
  public static final int MOST = 3 << 20;

  private SmallFile() {}

  /**
   * Reads a file.
   *
   * @param file where it is; symbolic links are followed
   * @return its content
   * @throws FileSystemException when it is not a regular file or too large
   * @throws IOException when it cannot be read
   */
  public static byte[] bytes(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    if (!attributes.isRegularFile()) {
      String kind = attributes.isDirectory() ? "is a directory" : "is not a regular file";
      throw new FileSystemException(file.toString(), null, kind);
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST + 1);
      if (bytes.length > MOST) {
        throw new FileSystemException(file.toString(), null, "is larger than 3 MiB");
      }
      return bytes;
    }
  }

  /**
   * Reads a file of text.
   *
   * @param file where it is
   * @return its content
   * @throws java.nio.charset.CharacterCodingException when it is not UTF-8
   * @throws FileSystemException when it is not a regular file or too large
   * @throws IOException when it cannot be read
   */
  public static String text(Path file) throws IOException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(file))).toString();
  }

  /**
   * Reads the first line of a file of text.
   *
   * @param file where it is
   * @return the line without its end; empty when the file is
   * @throws java.nio.charset.CharacterCodingException when the file is not UTF-8
   * @throws FileSystemException when it is not a regular file or too large
   * @throws IOException when it cannot be read
   */
  public static String firstLine(Path file) throws IOException {
    return text(file).lines().findFirst().orElse("");
  }
}
