package io.github.nioftpd.fs.mount;

import java.nio.file.Path;

/**
 * The note of a path from a listing: the inner path, with its own note.
 *
 * @param mount where it was found
 * @param inner the path there
 */
record InnerPath(MountPoint mount, Path inner) {}
