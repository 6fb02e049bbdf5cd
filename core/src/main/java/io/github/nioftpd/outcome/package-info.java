/** What a command returns: replies, refusals and transfers. */
@NullMarked
package io.github.nioftpd.outcome;

import org.jspecify.annotations.NullMarked;
