package io.github.nioftpd.server.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is told what happens, and asked before it does. */
public record EventsSection(
    @Key("Programs that are run, without a shell.") List<ProgramSection> programs,
    @Key("Web services that are called: a section for each name.")
        Map<String, WebhookSection> webhooks,
    @Key("The directory of what web services are still to be told; they need one.")
        Optional<Path> outbox) {

  /** No programs and no webhooks. */
  public static final EventsSection NONE = new EventsSection(List.of(), Map.of(), Optional.empty());

  /** Web services need an outbox. */
  public EventsSection {
    if (!webhooks.isEmpty() && outbox.isEmpty()) {
      throw new IllegalArgumentException("webhooks need an outbox, a directory such as outbox");
    }
  }

  /** A program. */
  public record ProgramSection(
      @Key(
              "The program and its arguments; {file} and other fields of an event stand for their"
                  + " values.")
          List<String> command,
      @Key(
              "The events it is run at, such as upload; before-upload and the like ask it, and exit"
                  + " code 0 is a yes.")
          List<String> events,
      @Key(value = "After how long it is ended; for a question this is a no.", otherwise = "60s")
          Duration timeout) {}

  /** A web service. */
  public record WebhookSection(
      @Key("Where events are posted to as JSON.") URI url,
      @Key("The key of the signature; without one there is none.") Optional<Secret> secret,
      @Key(
              "The events it is told of, such as upload; before-upload and the like ask it, and a"
                  + " status of 2xx is a yes.")
          List<String> events,
      @Key(value = "How long a request may take; for a question this is a no.", otherwise = "10s")
          Duration timeout,
      @Key(value = "For how long an event is tried again.", otherwise = "3d") Duration keep) {

    /** Without the URL, which may contain a token. */
    @Override
    public String toString() {
      return "WebhookSection[events=" + events + "]";
    }
  }
}
