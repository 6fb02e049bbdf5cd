/** Programs and webhooks that are notified of events or consulted before actions. */
@NullMarked
package io.github.nioftpd.server.events;

import org.jspecify.annotations.NullMarked;
