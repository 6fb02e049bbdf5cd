package io.github.nioftpd.server.config;

import java.util.List;
import java.util.Optional;

/** A rule: conditions and a fault. */
public record FaultSection(
    @Key("Commands such as STOR, \"*\" for all, or connect for a new connection.") List<String> on,
    @Key("Absolute path of the file or directory, with *, **, ? and {a,b} as wildcards.")
        Optional<String> path,
    @Key("Name of the user who is logged in.") Optional<String> user,
    @Key(value = "First of the matching commands that has the fault.", from = 1)
        Optional<Integer> nth,
    @Key(value = "How often the fault happens; with nth once, otherwise always.", from = 1)
        Optional<Integer> times,
    @Key(
            value = "Percentage of the matching commands that have the fault.",
            from = 1,
            to = 100,
            otherwise = "100")
        int percent,
    @Key(value = "Seed of the random numbers for percent.", otherwise = "0", to = Integer.MAX_VALUE)
        int seed,
    @Key(value = "Number of sessions with the fault, the first ones that match.", from = 1)
        Optional<Integer> firstSessions,
    @Inline FaultKeys fault) {}
