package io.github.nioftpd.fs.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.fs.Finding;
import io.github.nioftpd.fs.Finding.Verdict;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Findings of a probe about stores that differ from S3, and about policies. */
final class StoreProbeTest {

  private FakeStore fake;

  @BeforeEach
  void start() throws IOException {
    fake = FakeStore.start().bucket("bbb");
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(fake.objects("bbb")).isEmpty();
    assertThat(fake.uploads()).isEmpty();
    fake.close();
  }

  private Map<String, Finding> probe() throws IOException {
    Map<String, Finding> findings = new LinkedHashMap<>();
    try (S3FileSystem fileSystem = TestBucket.open(fake)) {
      new S3Backend()
          .examine(
              fileSystem.getPath("/scratch"), finding -> findings.put(finding.subject(), finding));
    }
    return findings;
  }

  private static Predicate<FakeRequest> has(String header) {
    return request -> request.header(header).isPresent();
  }

  @Test
  void aStoreLikeS3HasEverything() throws IOException {
    assertThat(probe().values())
        .filteredOn(finding -> finding.verdict() != Verdict.WORKS)
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PutObject,if-none-match,PutObject with If-None-Match",
    "CompleteMultipartUpload,if-none-match,CompleteMultipartUpload with If-None-Match",
  })
  void aConditionThatIsRefusedIsWorkedRound(String operation, String header, String subject)
      throws IOException {
    fake.on(operation).where(has(header)).fail(501, "NotImplemented");
    assertThat(probe().get(subject))
        .isEqualTo(
            new Finding(
                subject,
                Verdict.WORKED_ROUND,
                "501 NotImplemented; checked with HeadObject instead, two uploads at the same"
                    + " moment may both succeed"));
  }

  /** As Swift answers one that holds. */
  @Test
  void aConditionThatHoldsAndIsRefusedIsWorkedRound() throws IOException {
    fake.on("CompleteMultipartUpload").where(has("if-match")).fail(412, "PreconditionFailed");
    assertThat(probe().get("CompleteMultipartUpload with If-Match").verdict())
        .isEqualTo(Verdict.WORKED_ROUND);
  }

  @ParameterizedTest
  @CsvSource({
    "PutObject,PutObject,s3:PutObject",
    "HeadObject,HeadObject,s3:GetObject",
    "GetObject,GetObject of a range,s3:GetObject",
    "CopyObject,CopyObject,s3:GetObject and s3:PutObject",
    "UploadPart,upload in parts,s3:PutObject",
    "UploadPartCopy,UploadPartCopy,s3:GetObject and s3:PutObject",
  })
  void aRightThatIsMissingIsNamed(String operation, String subject, String right)
      throws IOException {
    fake.on(operation).fail(403, "AccessDenied");
    Finding finding = probe().get(subject);
    assertThat(finding.verdict()).isEqualTo(Verdict.FAILS);
    assertThat(finding.detail())
        .matches("403( AccessDenied)?; the policy must allow " + right); // HEAD has no code
  }

  @Test
  void whatAStoreLacksIsShownWithTheConsequence() throws IOException {
    fake.quirk(FakeQuirk.ONLY_FIRST_LIST);
    fake.on("DeleteObjects").fail(501, "NotImplemented");
    fake.on("UploadPart")
        .where(request -> request.parameter("partNumber", "").equals("10000"))
        .fail(400, "InvalidArgument");
    Map<String, Finding> findings = probe();
    assertThat(findings.get("ListObjectsV2").verdict()).isEqualTo(Verdict.WORKED_ROUND);
    assertThat(findings.get("DeleteObjects").detail())
        .isEqualTo("501 NotImplemented; objects are deleted one at a time");
    assertThat(findings.get("10,000 parts of an upload").verdict()).isEqualTo(Verdict.LACKS);
    assertThat(findings.values()).noneMatch(finding -> finding.verdict() == Verdict.FAILS);
  }
}
