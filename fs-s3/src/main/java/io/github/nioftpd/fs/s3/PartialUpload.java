package io.github.nioftpd.fs.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * The state of a partial upload: stored parts, and the rest, which is too small for a part.
 *
 * @param key of the future object
 * @param upload id of the multipart upload, or empty
 * @param modified time of the future object
 * @param size in bytes
 * @param sent bytes of it that are in parts
 * @param parts for CompleteMultipartUpload
 */
record PartialUpload(
    String key, String upload, Instant modified, long size, long sent, List<CompletedPart> parts) {

  private static final String VERSION = "nioftpd partial upload 1";
  private static final int LONGEST_LINE = 8_192;

  /** The name of the object that stores the partial upload of a user and key. */
  static String name(String key, String user) {
    return hash(key) + "-" + hash(user);
  }

  static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Without the list of parts, which may be long. */
  PartialUpload withoutParts() {
    return new PartialUpload(key, upload, modified, size, sent, List.of());
  }

  /**
   * Serializes the state as text, which ends with an empty line; the rest of the content follows.
   */
  byte[] head() {
    StringBuilder text = new StringBuilder(VERSION).append('\n');
    text.append(encode(key)).append('\n');
    text.append(encode(upload)).append('\n');
    text.append(modified).append('\n');
    text.append(size).append('\n');
    text.append(sent).append('\n');
    for (CompletedPart part : parts) {
      for (SdkField<?> field : part.sdkFields()) {
        Object value = field.getValueOrDefault(part);
        if (value != null) {
          text.append(field.memberName()).append('=').append(encode(value.toString())).append(' ');
        }
      }
      text.append('\n');
    }
    return text.append('\n').toString().getBytes(UTF_8);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  /**
   * Reads the text of {@link #head()}; the next byte is the first of the rest.
   *
   * @throws IOException also when the text is invalid
   */
  static PartialUpload read(InputStream in) throws IOException {
    if (!line(in).equals(VERSION)) {
      throw new StreamCorruptedException("not a partial upload");
    }
    try {
      return new PartialUpload(
          URLDecoder.decode(line(in), UTF_8),
          URLDecoder.decode(line(in), UTF_8),
          Instant.parse(line(in)),
          Long.parseLong(line(in)),
          Long.parseLong(line(in)),
          parts(in));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new StreamCorruptedException("not a partial upload: " + e.getMessage());
    }
  }

  private static List<CompletedPart> parts(InputStream in) throws IOException {
    List<CompletedPart> parts = new ArrayList<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      CompletedPart.Builder part = CompletedPart.builder();
      for (String pair : line.strip().split(" ")) {
        int equals = pair.indexOf('=');
        String value = URLDecoder.decode(pair.substring(equals + 1), UTF_8);
        set(part, pair.substring(0, equals), value);
      }
      parts.add(part.build());
      if (parts.size() > Multipart.MOST_PARTS) {
        throw new StreamCorruptedException("partial upload with too many parts");
      }
    }
    return List.copyOf(parts);
  }

  private static void set(CompletedPart.Builder part, String name, String value) {
    for (SdkField<?> field : part.sdkFields()) {
      if (field.memberName().equals(name)) {
        boolean text = field.marshallingType().getTargetClass() == String.class;
        field.set(part, text ? value : (Object) Integer.valueOf(value));
      }
    }
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0 || line.size() == LONGEST_LINE) {
        throw new StreamCorruptedException("not a partial upload");
      }
      line.write(next);
    }
    return line.toString(UTF_8);
  }
}
