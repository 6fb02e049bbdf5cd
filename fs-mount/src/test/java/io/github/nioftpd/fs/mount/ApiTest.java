package io.github.nioftpd.fs.mount;

import io.github.nioftpd.fs.ApiListing;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Holds the public types of the module to the listing that reviews read. */
final class ApiTest {

  @Test
  void thePublicTypesAreThoseOfTheListing() throws IOException {
    ApiListing.check(NioBackend.class);
  }
}
