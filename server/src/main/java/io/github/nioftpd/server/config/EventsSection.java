package io.github.nioftpd.server.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Programs and webhooks for events. */
public record EventsSection(
    @Key("Programs to run, without a shell.") List<ProgramSection> programs,
    @Key("Web services to call, one section per name.") Map<String, WebhookSection> webhooks,
    @Key("Directory for webhook messages that are not delivered yet; required " + "for webhooks.")
        Optional<Path> outbox) {

  /** No programs and no webhooks. */
  public static final EventsSection NONE = new EventsSection(List.of(), Map.of(), Optional.empty());

  /** Web services need an outbox. */
  public EventsSection {
    if (!webhooks.isEmpty() && outbox.isEmpty()) {
      throw new IllegalArgumentException("webhooks need the key outbox, a directory");
    }
  }

  /** A program. */
  public record ProgramSection(
      @Key(
              "Program and arguments; {file} and other event fields in braces are "
                  + "replaced by their values.")
          List<String> command,
      @Key(
              "Events that run the program, such as upload. For before-upload and "
                  + "other before- events, exit code 0 permits the action.")
          List<String> events,
      @Key(
              value =
                  "Time after which the program is killed; a before- action is then " + "refused.",
              otherwise = "60s")
          Duration timeout) {}

  /** A web service. */
  public record WebhookSection(
      @Key("URL to which events are posted as JSON.") URI url,
      @Key("Key that signs the requests; without it they are not signed.") Optional<Secret> secret,
      @Key(
              "Events that are sent, such as upload. For before-upload and other "
                  + "before- events, status 2xx permits the action.")
          List<String> events,
      @Key(
              value =
                  "Time limit of a request; a before- action is refused when it is " + "exceeded.",
              otherwise = "10s")
          Duration timeout,
      @Key(value = "Time for which delivery of an event is retried.", otherwise = "3d")
          Duration keep) {

    /** Without the URL, which may contain a token. */
    @Override
    public String toString() {
      return "WebhookSection[events=" + events + "]";
    }
  }
}
