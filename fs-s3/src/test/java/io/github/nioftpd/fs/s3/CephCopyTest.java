package io.github.nioftpd.fs.s3;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.NeedsPrograms;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Objects that are continued and renamed in parts, in a store that others have written. */
@NeedsPrograms({"radosgw", "ceph-osd", "ceph-mon", "ceph", "bash"})
final class CephCopyTest {

  private static final int MIB = 1 << 20;

  @Test
  void whatIsCopiedInPartsIsTheSame() throws IOException {
    byte[] bytes = new byte[47 * MIB + 3];
    new Random(3).nextBytes(bytes);
    try (S3FileSystem fileSystem =
        TestBucket.open(TestStore.ceph(), "copy-part-size", "5m", "copy-threshold", "6m")) {
      Path a = fileSystem.getPath("/a");
      Files.write(a, Arrays.copyOf(bytes, 33 * MIB));
      Files.write(a, Arrays.copyOfRange(bytes, 33 * MIB, bytes.length), APPEND);
      try (SeekableByteChannel channel = Files.newByteChannel(a, WRITE)) {
        channel.position(26 * MIB + 1).write(ByteBuffer.wrap(bytes, 26 * MIB + 1, 2));
      }
      Path b = Files.move(a, fileSystem.getPath("/b"));
      assertThat(Arrays.equals(Files.readAllBytes(b), bytes)).isTrue();
      assertThat(Files.exists(a)).isFalse();
    }
  }
}
