/** Quotas and ratios, and which files are written to. */
@NullMarked
package io.github.nioftpd.quota;

import org.jspecify.annotations.NullMarked;
