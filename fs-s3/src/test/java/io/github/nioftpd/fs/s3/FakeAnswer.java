package io.github.nioftpd.fs.s3;

import java.util.Map;

/**
 * An answer of the fake store.
 *
 * @param status the status code
 * @param headers the headers
 * @param body the body; of an answer to HEAD only its size is told
 */
record FakeAnswer(int status, Map<String, String> headers, FakeContent body) {

  static final FakeContent NOTHING = FakeContent.of(new byte[0]);

  static FakeAnswer of(FakeXml document) {
    return new FakeAnswer(200, Map.of("Content-Type", "application/xml"), document.content());
  }

  static FakeAnswer empty(int status, Map<String, String> headers) {
    return new FakeAnswer(status, headers, NOTHING);
  }
}
