package io.github.nioftpd.fs.mount;

import java.nio.file.Path;

/**
 * What a path from a listing remembers: the path of the file system below, with what that remembers
 * in its turn.
 *
 * @param mount where it was found
 * @param inner the path there
 */
record InnerPath(MountPoint mount, Path inner) {}
