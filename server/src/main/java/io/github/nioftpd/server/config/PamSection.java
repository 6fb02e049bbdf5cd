package io.github.nioftpd.server.config;

/** Users of the operating system. */
public record PamSection(@Inline PamSettings settings, @Inline ProfileSection profile) {}
