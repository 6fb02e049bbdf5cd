package io.github.nioftpd.fs.vfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Map;
import java.util.Set;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpErrorStatusDataHandler;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemEnvironment;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.apache.sshd.sftp.server.SftpSubsystemProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file is missing only if the SFTP server reports so, not when it fails. */
final class SftpStatusTest {

  @TempDir private Path directory;

  private MinaServer server;
  private VfsFileSystem files;
  private volatile int status = SftpConstants.SSH_FX_OK;

  private final class Faults implements SftpFileSystemAccessor, SftpErrorStatusDataHandler {

    private void fail(Path file) throws IOException {
      if (status != SftpConstants.SSH_FX_OK && file.getNameCount() > 0) {
        throw new IOException("a fault");
      }
    }

    @Override
    public LinkOption[] resolveFileAccessLinkOptions(
        SftpSubsystemProxy subsystem, Path file, int command, String extension, boolean follows)
        throws IOException {
      fail(file);
      return SftpFileSystemAccessor.super.resolveFileAccessLinkOptions(
          subsystem, file, command, extension, follows);
    }

    @Override
    public SeekableByteChannel openFile(
        SftpSubsystemProxy subsystem,
        FileHandle handle,
        Path file,
        String text,
        Set<? extends OpenOption> options,
        FileAttribute<?>... attributes)
        throws IOException {
      fail(file);
      return SftpFileSystemAccessor.super.openFile(
          subsystem, handle, file, text, options, attributes);
    }

    @Override
    public int resolveSubStatus(
        SftpSubsystemEnvironment environment, int id, Throwable e, int command, Object... more) {
      return "a fault".equals(e.getMessage())
          ? status
          : SftpErrorStatusDataHandler.super.resolveSubStatus(environment, id, e, command, more);
    }
  }

  @BeforeEach
  void start() throws IOException {
    Faults faults = new Faults();
    SftpSubsystemFactory sftp = new SftpSubsystemFactory();
    sftp.setFileSystemAccessor(faults);
    sftp.setErrorStatusDataHandler(faults);
    Path root = Files.createDirectory(directory.resolve("files"));
    Files.writeString(root.resolve("a"), "content");
    Files.writeString(Files.createDirectory(root.resolve("d")).resolve("b"), "x");
    server = new MinaServer(root, 0, sftp);
    String password = "file:" + Files.writeString(directory.resolve("password"), "secret");
    files =
        VfsFileSystem.open(
            server.location("/"), Map.of("host-key", "ignore", "password", password));
  }

  @AfterEach
  void stop() throws IOException {
    files.close();
    server.close();
  }

  private void list(String path) throws IOException {
    try (var stream = Files.newDirectoryStream(files.getPath(path))) {
      assertThat(stream).isNotEmpty();
    }
  }

  private static void assertTemporary(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(FileSystemException.class);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        SftpConstants.SSH_FX_FAILURE,
        SftpConstants.SSH_FX_NO_CONNECTION,
        SftpConstants.SSH_FX_CONNECTION_LOST
      })
  void aFileOfAServerThatFailsIsNotMissing(int failure) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(files.getPath("/a"))) {
      status = failure;
      assertTemporary(() -> channel.read(java.nio.ByteBuffer.allocate(10)));
      channel.position(1);
      assertTemporary(() -> channel.read(java.nio.ByteBuffer.allocate(10)));
    }
    assertTemporary(() -> Files.size(files.getPath("/a")));
    assertTemporary(() -> Files.createDirectory(files.getPath("/new")));
    assertTemporary(() -> list("/d"));
    assertTemporary(() -> list("/"));
    Lookups.assertAnswered(files, "451");
  }

  @Test
  void aFileThatIsMissingOrForbiddenIs() throws IOException {
    status = SftpConstants.SSH_FX_PERMISSION_DENIED;
    assertThatThrownBy(() -> Files.size(files.getPath("/a")))
        .isInstanceOf(AccessDeniedException.class);
    status = SftpConstants.SSH_FX_NO_SUCH_FILE;
    assertThatThrownBy(() -> Files.size(files.getPath("/a")))
        .isInstanceOf(NoSuchFileException.class);
    status = SftpConstants.SSH_FX_OK;
    assertThat(Files.readString(files.getPath("/a"))).isEqualTo("content");
    assertThatThrownBy(() -> Files.size(files.getPath("/a/b")))
        .isInstanceOf(FileSystemException.class);
    list("/d");
  }
}
