/** Results of commands: replies, refusals and transfers. */
@NullMarked
package io.github.nioftpd.outcome;

import org.jspecify.annotations.NullMarked;
