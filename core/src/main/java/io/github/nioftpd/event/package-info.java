/** Events and veto hooks. */
@NullMarked
package io.github.nioftpd.event;

import org.jspecify.annotations.NullMarked;
