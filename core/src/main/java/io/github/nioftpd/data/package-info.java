/** The data connection: opening, copying with bandwidth limits, closing. */
@NullMarked
package io.github.nioftpd.data;

import org.jspecify.annotations.NullMarked;
