package io.github.nioftpd.example;

import io.github.nioftpd.fs.StoreAttributes;
import java.time.Instant;

/** What is known of a zone, or of a directory of zones. */
record ZoneAttributes(boolean isDirectory, long size, Instant modified)
    implements StoreAttributes {}
