package io.github.nioftpd.test;

import io.github.nioftpd.fs.ApiListing;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the public types of the module to the listing that reviews read. */
final class ApiTest {

  @Test
  void thePublicTypesAreThoseOfTheListing() throws IOException {
    String name = FtpFixture.class.getPackageName();
    ApiListing.check(FtpFixture.class, List.of(name, name + ".fault", name + ".tls"));
  }
}
