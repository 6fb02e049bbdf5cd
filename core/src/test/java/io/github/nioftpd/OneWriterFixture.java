package io.github.nioftpd;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Files with several names each, for tests of uploads to the same file. */
public abstract class OneWriterFixture {

  protected final FileSystem memory = TestFtp.memory();

  @BeforeEach
  void makeFiles() throws IOException {
    Files.createDirectory(memory.getPath("/d"));
    Files.writeString(memory.getPath("/d/f"), "before");
    Files.createSymbolicLink(memory.getPath("/link"), memory.getPath("/d/f"));
    Files.createSymbolicLink(memory.getPath("/dir"), memory.getPath("/d"));
    Files.createLink(memory.getPath("/hard"), memory.getPath("/d/f"));
  }

  @AfterEach
  void close() throws IOException {
    memory.close();
  }

  protected static void assertRefused(RawClient client, String file) throws IOException {
    client.passivePort();
    client.say("STOR " + file).expect(450);
    client.say("APPE " + file).expect(450);
    client.command("REST 1");
    client.say("STOR " + file).expect(450);
  }
}
