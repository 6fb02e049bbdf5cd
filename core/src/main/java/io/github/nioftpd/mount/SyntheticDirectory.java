package io.github.nioftpd.mount;

import io.github.nioftpd.spi.StoreAttributes;
import java.time.Instant;

/**
 * The attributes of a directory that stands in the tree alone.
 *
 * @param modified when the tree was made
 */
record SyntheticDirectory(Instant modified) implements StoreAttributes {

  @Override
  public boolean isDirectory() {
    return true;
  }

  @Override
  public long size() {
    return 0;
  }
}
