package io.github.nioftpd.fs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.file.InvalidPathException;

/**
 * The mapping between the bytes of a name and its characters: UTF-8, where each byte that is not
 * part of valid UTF-8 becomes one lone surrogate, U+DC80 for the byte 80 to U+DCFF for the byte FF.
 *
 * <p>Any bytes can be decoded, and encoding the result gives the same bytes again. Only bytes from
 * 80 up are represented like this, so none of them can be a slash, a dot, NUL or the end of a line.
 * Python calls the same scheme {@code surrogateescape}.
 */
public final class NameBytes {

  /** The character that represents the byte 80. */
  public static final char FIRST = '\uDC80';

  /** The character that represents the byte FF. */
  public static final char LAST = '\uDCFF';

  private NameBytes() {}

  /**
   * Decodes bytes.
   *
   * @param bytes holds the bytes
   * @return the characters
   */
  public static String decode(byte[] bytes) {
    return decode(bytes, bytes.length);
  }

  /**
   * Decodes the first bytes of an array.
   *
   * @param bytes holds the bytes
   * @param length how many of them
   * @return the characters
   */
  public static String decode(byte[] bytes, int length) {
    CharsetDecoder decoder = UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
    CharBuffer out = CharBuffer.allocate(length);
    while (decoder.decode(in, out, true).isError()) {
      out.put((char) (FIRST - 0x80 + (in.get() & 0xFF)));
      decoder.reset();
    }
    return out.flip().toString();
  }

  /**
   * Encodes characters.
   *
   * @param text the characters
   * @return the bytes; a lone surrogate that represents no byte becomes a question mark
   */
  public static byte[] encode(String text) {
    int next = escape(text, 0);
    if (next == text.length()) {
      return text.getBytes(UTF_8);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    int start = 0;
    while (next < text.length()) {
      out.writeBytes(text.substring(start, next).getBytes(UTF_8));
      out.write(text.charAt(next));
      start = next + 1;
      next = escape(text, start);
    }
    out.writeBytes(text.substring(start).getBytes(UTF_8));
    return out.toByteArray();
  }

  /** The index of the next character that represents a byte, or the length. */
  private static int escape(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isPaired = i > from && Character.isHighSurrogate(text.charAt(i - 1));
      if (c >= FIRST && c <= LAST && !isPaired) {
        return i;
      }
    }
    return text.length();
  }

  /**
   * Whether characters have an encoding in UTF-8.
   *
   * @param text the characters
   * @return false when there is a lone surrogate among them
   */
  public static boolean isText(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /**
   * Refuses a path with a name that is not text, for a file system whose names are.
   *
   * @param path the path
   * @return the path
   * @throws InvalidPathException when there is a lone surrogate in it
   */
  public static String requireText(String path) {
    if (!isText(path)) {
      throw new InvalidPathException(path, "names must be valid UTF-8 here");
    }
    return path;
  }

  /**
   * Refuses a path of which the bytes would mean another path: two characters that represent single
   * bytes must not be one character together, and other lone surrogates represent nothing.
   *
   * @param path the path
   * @return the path
   * @throws InvalidPathException when decoding its bytes does not give the path again
   */
  public static String requireExact(String path) {
    if (!isText(path) && !decode(encode(path)).equals(path)) {
      throw new InvalidPathException(path, "the name has no encoding");
    }
    return path;
  }
}
