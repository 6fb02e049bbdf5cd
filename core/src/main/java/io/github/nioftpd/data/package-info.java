/** The data connection: how it comes up, how bytes move over it, how it ends. */
@NullMarked
package io.github.nioftpd.data;

import org.jspecify.annotations.NullMarked;
