package io.github.nioftpd.fs;

import java.time.Instant;

/** Attributes with nothing but the values that differ from store to store. */
record PlainAttributes(boolean isDirectory, long size, Instant modified)
    implements StoreAttributes {}
