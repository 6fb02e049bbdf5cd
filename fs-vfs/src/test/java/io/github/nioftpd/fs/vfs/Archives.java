package io.github.nioftpd.fs.vfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.Installed;
import io.github.nioftpd.fs.ReadOnlyContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Archives that the programs zip and tar make. */
final class Archives {

  private Archives() {}

  /** A file system of the tree of {@link ReadOnlyContract}, from an archive in a directory. */
  static VfsFileSystem tree(String scheme, Path directory) throws IOException {
    Path tree = Files.createTempDirectory(directory, "tree");
    ReadOnlyContract.make(tree);
    Path archive = pack(scheme, tree, directory.resolve(tree.getFileName() + "." + scheme));
    return VfsFileSystem.open(scheme + ":" + archive, Map.of());
  }

  static Path pack(String scheme, Path directory, Path archive) throws IOException {
    switch (scheme) {
      case "zip" -> run(directory, "zip", "-q", "-r", archive.toString(), ".");
      case "tar" -> run(directory, "tar", "-cf", archive.toString(), ".");
      case "tgz" -> run(directory, "tar", "-czf", archive.toString(), ".");
      case "tbz2" -> run(directory, "tar", "-cjf", archive.toString(), ".");
      default -> throw new IllegalArgumentException(scheme);
    }
    return archive;
  }

  /** Runs a program, which must succeed. */
  static void run(Path directory, String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Installed.program(program).toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("TZ", "UTC");
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.directory(directory.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes());
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    assertThat(process.exitValue()).as(output).isZero();
  }
}
