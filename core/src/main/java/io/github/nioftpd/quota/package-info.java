/** Quotas, ratios, and the one writer of each file. */
@NullMarked
package io.github.nioftpd.quota;

import org.jspecify.annotations.NullMarked;
