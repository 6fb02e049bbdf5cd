/** What the program does with events: tells other programs and web services, and asks them. */
@NullMarked
package io.github.nioftpd.server.events;

import org.jspecify.annotations.NullMarked;
