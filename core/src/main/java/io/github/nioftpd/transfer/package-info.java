/** Transfers of files and listings, and the threads that they run on. */
@NullMarked
package io.github.nioftpd.transfer;

import org.jspecify.annotations.NullMarked;
