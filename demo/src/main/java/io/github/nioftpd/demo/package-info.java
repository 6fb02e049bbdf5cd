/**
 * The program with stores to try it on. It is a module of its own so that the server does not carry
 * what only a demo needs.
 */
@NullMarked
package io.github.nioftpd.demo;

import org.jspecify.annotations.NullMarked;
