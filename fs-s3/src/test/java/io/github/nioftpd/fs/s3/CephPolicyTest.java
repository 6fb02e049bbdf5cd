package io.github.nioftpd.fs.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.TranscriptContract;
import io.github.nioftpd.fs.Finding;
import io.github.nioftpd.fs.Finding.Verdict;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The policy that docs/backends.md recommends is enough: all transcripts, played under it. */
final class CephPolicyTest extends TranscriptContract {

  @Override
  protected FileSystem open() throws IOException {
    TestStore store = TestStore.ceph();
    String bucket = store.newBucket();
    String policy = policy().replace("my-bucket", bucket);
    store.client().putBucketPolicy(request -> request.bucket(bucket).policy(policy));
    Map<String, String> settings = new HashMap<>(TestBucket.settings(store));
    settings.put("access-key", "partner-access");
    return S3FileSystem.open(bucket, "incoming", settings);
  }

  /** A probe under the policy finds that it allows all that is needed. */
  @Test
  void aProbeMissesNoRight() throws IOException {
    try (FileSystem bucket = open()) {
      List<Finding> findings = new ArrayList<>();
      new S3Backend().examine(bucket.getPath("/scratch"), findings::add);
      assertThat(findings).hasSizeGreaterThan(20);
      assertThat(findings).noneMatch(finding -> finding.verdict() == Verdict.FAILS);
      assertThat(findings)
          .contains(
              new Finding(
                  "DeleteObjects",
                  Verdict.WORKED_ROUND,
                  "403 AccessDenied; objects are deleted one at a time"),
              new Finding(
                  "HeadObject of a missing key",
                  Verdict.WORKED_ROUND,
                  "403; checked with a listing instead"));
    }
  }

  /** That of the page is for a user; that of a bucket says besides for whom it is. */
  private static String policy() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "backends.md"));
    String section = page.substring(page.indexOf("### Bucket policy"));
    String policy = section.substring(section.indexOf("```json") + 7);
    return policy
        .substring(0, policy.indexOf("```"))
        .replace(
            "\"Effect\"", "\"Principal\": {\"AWS\": [\"arn:aws:iam:::user/partner\"]}, \"Effect\"");
  }
}
