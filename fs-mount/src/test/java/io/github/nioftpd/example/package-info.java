/** A backend in an afternoon: the example of docs/backends.md. */
package io.github.nioftpd.example;
