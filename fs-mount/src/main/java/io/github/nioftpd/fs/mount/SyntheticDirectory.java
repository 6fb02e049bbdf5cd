package io.github.nioftpd.fs.mount;

import io.github.nioftpd.fs.StoreAttributes;
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
