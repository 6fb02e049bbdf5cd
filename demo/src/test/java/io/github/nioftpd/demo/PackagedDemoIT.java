package io.github.nioftpd.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.Libraries;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The packaged demo. */
@Tag("packaged")
final class PackagedDemoIT {

  @Test
  void everyLibraryOfABackendIsInTheProgram() throws IOException {
    assertThat(Libraries.missing(Path.of("target/lib"))).isEmpty();
  }
}
