package io.github.nioftpd.fs.mount;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.nioftpd.fs.Located;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LocatedTest {

  @ParameterizedTest
  @CsvSource({
    "sftp://bob:secret@host/d?password=secret, sftp://host/d",
    "sftp://bob@host:22/d#secret, sftp://host:22/d",
    "jar:sftp://bob:secret@host/a.zip!/x, jar:sftp://host/a.zip!/x",
    "https://a@b:secret@host/d, https://host/d",
    "file:///srv/ftp/a@b, file:///srv/ftp/a@b",
    "memory:/x, memory:/x",
  })
  void aLocationNamesNoSecret(String uri, String expected) {
    assertThat(Located.withoutSecrets(uri)).hasToString(expected);
  }

  @Test
  void namesBelowADirectoryAreEncodedByteForByte() {
    URI root = URI.create("file:///srv/");
    assertThat(Located.below(root, List.of())).hasToString("file:///srv/");
    assertThat(Located.below(root, List.of("a b%", "\u00e9", "\udce9?#")))
        .hasToString("file:///srv/a%20b%25/%C3%A9/%E9%3F%23");
    assertThat(Located.below(URI.create("s3://b/p"), List.of("x"))).hasToString("s3://b/p/x");
  }

  @Test
  void anyFileSystemHasOneAndAMountForwardsTheInnerOne() throws IOException {
    try (FileSystem memory = Jimfs.newFileSystem("name", Configuration.unix());
        FileSystem broken = Jimfs.newFileSystem("broken", Configuration.unix());
        FileSystem tree =
            MountedFileSystem.builder()
                .mount("/in", memory.getPath("/work"))
                .mount("/disk", Path.of("/srv"))
                .mount(
                    "/away",
                    Mount.opened(
                        () -> {
                          throw new IOException("down");
                        }))
                .build()) {
      assertThat(Located.of(broken.getPath("/a"))).hasToString("Optional[jimfs://broken/a]");
      assertThat(Located.of(tree.getPath("/in/d/f")))
          .hasToString("Optional[jimfs://name/work/d/f]");
      assertThat(Located.of(tree.getPath("/disk/f"))).hasToString("Optional[file:///srv/f]");
      assertThat(Located.of(tree.getPath("/away/f"))).isEmpty();
      assertThat(Located.of(tree.getPath("/nowhere"))).isEmpty();
    }
  }
}
