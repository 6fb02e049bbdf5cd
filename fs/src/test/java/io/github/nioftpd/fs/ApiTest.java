package io.github.nioftpd.fs;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Holds the public types of the module to the listing that reviews read. */
final class ApiTest {

  @Test
  void thePublicTypesAreThoseOfTheListing() throws IOException {
    ApiListing.check(Backend.class);
  }
}
