/** Password hashes: parsing, creation and comparison. */
@NullMarked
package io.github.nioftpd.server.password;

import org.jspecify.annotations.NullMarked;
