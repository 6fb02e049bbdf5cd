package io.github.nioftpd.server.config;

import io.github.nioftpd.server.config.ProfileSection.MissingHome;
import java.util.Map;
import java.util.Optional;

/** Another location in the directory tree of a user. */
public record MountSection(
    @Key("Path of the mount as the user sees it, such as /archive.") String path,
    @Key("Directory or URI to mount; {user} and {home} are replaced as in " + "home.")
        Location location,
    @Key("Settings of this location's backend.") Map<String, Setting> settings,
    @Key(value = "Makes the mount read-only.", otherwise = "false") boolean readOnly,
    @Key("Permissions in the mount; default: those of the user.")
        Optional<PermissionSet> permissions,
    @Key("Makes an upload visible only when it is complete; default: " + "files.atomic-uploads.")
        Optional<Boolean> atomicUploads,
    @Key(
            "What happens if the directory does not exist: create it, or refuse "
                + "access to the mount (default).")
        Optional<MissingHome> missing) {}
