package io.github.nioftpd.server.config;

import io.github.nioftpd.server.config.ProfileSection.MissingHome;
import java.util.Map;
import java.util.Optional;

/** Other files that stand in the tree of a user. */
public record MountSection(
    @Key("The directory where they stand, from the home on, such as /archive.") String path,
    @Key("The files: a directory or a URI, with {user} and {home} as in a home.") Location location,
    @Key("Settings of the backend of this location.") Map<String, Setting> settings,
    @Key(value = "Whether nothing can be changed there.", otherwise = "false") boolean readOnly,
    @Key("What may be done there; the same as elsewhere by default.")
        Optional<PermissionSet> permissions,
    @Key(
            "Whether an upload there appears only when it is complete; as in files.atomic-uploads"
                + " by default.")
        Optional<Boolean> atomicUploads,
    @Key(
            "Whether a directory that does not exist is made or the mount cannot be reached; refuse"
                + " by default.")
        Optional<MissingHome> missing) {}
