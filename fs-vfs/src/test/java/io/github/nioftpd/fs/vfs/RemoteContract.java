package io.github.nioftpd.fs.vfs;

import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** The contract for remote servers, whose files are written sequentially. */
public abstract class RemoteContract extends VfsContract {

  @Override
  public void assertOffsetWrite(Path file) throws IOException {
    assertThatThrownBy(() -> write(file, 3, "abc", WRITE))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(content(file)).isEqualTo("0123456789");
  }

  @Override
  public void assertTruncate(Path file) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file, WRITE)) {
      assertThatThrownBy(() -> channel.truncate(4))
          .isInstanceOf(UnsupportedOperationException.class);
    }
    assertThat(content(file)).isEqualTo("0123456789");
  }
}
