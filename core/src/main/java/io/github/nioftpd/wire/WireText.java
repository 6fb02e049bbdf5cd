package io.github.nioftpd.wire;

import io.github.nioftpd.fs.NameBytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;

/**
 * The text of both connections in the charset of the server. In UTF-8 every byte is kept, see
 * {@link NameBytes}. In any other charset bytes that have no meaning are refused, and characters
 * that it lacks are shown as question marks.
 */
public final class WireText {

  private WireText() {}

  /**
   * Encodes text.
   *
   * @return its bytes
   */
  public static byte[] encode(String text, Charset charset) {
    return charset.equals(StandardCharsets.UTF_8) ? NameBytes.encode(text) : text.getBytes(charset);
  }

  /** Decodes the first bytes of an array. */
  static String decode(byte[] bytes, int length, Charset charset) throws CharacterCodingException {
    if (charset.equals(StandardCharsets.UTF_8)) {
      return NameBytes.decode(bytes, length);
    }
    String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
    if (!NameBytes.isText(text)) {
      throw new MalformedInputException(length);
    }
    return text;
  }
}
