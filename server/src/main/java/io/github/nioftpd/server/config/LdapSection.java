package io.github.nioftpd.server.config;

/** Users of a directory server. */
public record LdapSection(@Inline LdapSettings settings, @Inline ProfileSection profile) {}
