package io.github.nioftpd.fs.s3;

import java.util.Map;

/** An error as S3 answers it. */
final class FakeError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  FakeError(int status, String code) {
    super(code, null, false, false);
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
            ? new FakeXml("ErrorResponse").inside("Error", error -> describe(error, code)).content()
            : document(code);
    return new FakeAnswer(status, Map.of("Content-Type", "application/xml"), document);
  }

  /** The document that says what was wrong. */
  static FakeContent document(String code) {
    FakeXml xml = new FakeXml("Error");
    describe(xml, code);
    return xml.element("RequestId", "0123456789ABCDEF").content();
  }

  private static void describe(FakeXml xml, String code) {
    xml.element("Code", code).element("Message", "The fake store answers " + code + ".");
  }
}
