package io.github.nioftpd.fs.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/**
 * Removes control characters from XML responses. Stores echo the prefix or key of a request with
 * character references, and the parser of the SDK rejects the whole response, since XML 1.0 does
 * not allow these characters. The keys of a listing are encoded differently. Stateless.
 */
final class XmlCleaner implements ExecutionInterceptor {

  private static final Pattern CONTROL =
      Pattern.compile(
          "&#(x0*([0-8bcefBCEF]|1[0-9a-fA-F])|0*([0-8]|1[124-9]|2[0-9]|3[01]));"
              + "|[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]");

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    return context.request() instanceof GetObjectRequest
        ? context.responseBody()
        : context.responseBody().map(Answer::new);
  }

  /** A response, read completely with its first byte. Used by one thread. */
  private static final class Answer extends FilterInputStream {

    private @Nullable InputStream content;

    Answer(InputStream in) {
      super(in);
    }

    private InputStream content() throws IOException {
      InputStream known = content;
      if (known == null) {
        byte[] bytes = in.readAllBytes();
        known = new ByteArrayInputStream(isSuspect(bytes) ? legible(bytes) : bytes);
        content = known;
      }
      return known;
    }

    @Override
    public int read() throws IOException {
      return content().read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return content().read(bytes, offset, length);
    }

    @Override
    public long skip(long count) throws IOException {
      return content().skip(count);
    }

    @Override
    public int available() throws IOException {
      return content().available();
    }

    @Override
    public boolean markSupported() {
      return false;
    }

    private static boolean isSuspect(byte[] bytes) {
      for (int i = 0; i < bytes.length; i++) {
        byte b = bytes[i];
        if (b == '&'
            ? i + 1 < bytes.length && bytes[i + 1] == '#'
            : b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r') {
          return true;
        }
      }
      return false;
    }

    private static byte[] legible(byte[] bytes) {
      return CONTROL.matcher(new String(bytes, ISO_8859_1)).replaceAll("").getBytes(ISO_8859_1);
    }
  }
}
