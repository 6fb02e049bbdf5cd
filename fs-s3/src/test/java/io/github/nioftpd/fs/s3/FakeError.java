package io.github.nioftpd.fs.s3;

import java.util.Map;

/** An error as S3 answers it. */
final class FakeError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  FakeError(int status, String code) {
    this(status, code, "The fake store answers " + code + ".");
  }

  FakeError(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  static FakeError noSuchBucket() {
    return new FakeError(404, "NoSuchBucket");
  }

  static FakeError noSuchKey() {
    return new FakeError(404, "NoSuchKey");
  }

  static FakeError noSuchUpload() {
    return new FakeError(404, "NoSuchUpload");
  }

  static FakeError preconditionFailed() {
    return new FakeError(412, "PreconditionFailed");
  }

  FakeAnswer answer(FakeRequest request) {
    boolean sts = request.operation().equals("AssumeRole");
    FakeContent document =
        sts
            ? new FakeXml("ErrorResponse")
                .inside("Error", error -> describe(error, code, getMessage()))
                .content()
            : document(code, getMessage());
    return new FakeAnswer(status, Map.of("Content-Type", "application/xml"), document);
  }

  /** The error document. */
  static FakeContent document(String code) {
    return document(code, "The fake store answers " + code + ".");
  }

  private static FakeContent document(String code, String message) {
    FakeXml xml = new FakeXml("Error");
    describe(xml, code, message);
    return xml.element("RequestId", "0123456789ABCDEF").content();
  }

  private static void describe(FakeXml xml, String code, String message) {
    xml.element("Code", code).element("Message", message);
  }
}
