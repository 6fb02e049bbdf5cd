/** Entries of directories as lines: LIST, NLST, MLSD, MLST and STAT. */
@NullMarked
package io.github.nioftpd.listing;

import org.jspecify.annotations.NullMarked;
