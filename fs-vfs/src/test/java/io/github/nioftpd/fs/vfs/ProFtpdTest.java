package io.github.nioftpd.fs.vfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.NeedsPrograms;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

@NeedsPrograms({"proftpd", "openssl"})
final class ProFtpdTest extends RemoteSuite {

  @Override
  Rig rig(Path directory) throws IOException {
    return Rig.proFtpd(directory);
  }

  @Override
  protected String quirks() {
    return "quirks-proftpd";
  }

  @Nested
  final class FileSystemTests extends RemoteContract {

    @Override
    protected String kind() {
      return "vfs:ftp://user@host/dir";
    }

    @Override
    protected FileSystem open() throws IOException {
      return ProFtpdTest.this.open();
    }

    /** A directory must not have a star in its name there, and the reply says no more. */
    @Override
    public void assertNameIsKept(String name) throws IOException {
      if (name.contains("*")) {
        assertThatThrownBy(() -> directory("/" + name)).isInstanceOf(FileSystemException.class);
        assertThat(content(file("/" + name, "x"))).isEqualTo("x");
      } else {
        super.assertNameIsKept(name);
      }
    }
  }
}
