/** Where the log of a configured server goes: layouts, and outputs that nobody waits for. */
@NullMarked
package io.github.nioftpd.server.logs;

import org.jspecify.annotations.NullMarked;
