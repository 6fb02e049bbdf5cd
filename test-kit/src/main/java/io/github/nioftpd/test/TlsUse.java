package io.github.nioftpd.test;

/** The use of TLS by a server of the kit. */
enum TlsUse {
  NONE,
  OFFERED,
  REQUIRED,
  IMPLICIT
}
