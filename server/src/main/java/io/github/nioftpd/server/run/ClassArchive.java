package io.github.nioftpd.server.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The archive of parsed classes that the JVM writes when it ends, and the launcher names. That of a
 * run that failed holds too little to be of use, so the launcher keeps it only beside a mark.
 */
public final class ClassArchive {

  private static final Logger LOG = LoggerFactory.getLogger(ClassArchive.class);

  private ClassArchive() {}

  /** Marks the archive as complete: the program serves. */
  public static void keep() {
    @Nullable String mark = System.getProperty("nioftpd.served");
    if (mark != null) {
      try {
        Files.write(Path.of(mark), new byte[0]);
      } catch (IOException e) {
        LOG.debug("cannot mark the class archive as complete", e);
      }
    }
  }
}
