/** What happened: one sealed type of events for whoever wants to know. */
@NullMarked
package io.github.nioftpd.event;

import org.jspecify.annotations.NullMarked;
