package io.github.nioftpd.server.events;

import io.github.nioftpd.event.FtpEvent;
import io.github.nioftpd.event.VetoHook;
import io.github.nioftpd.event.VetoHook.Action;
import io.github.nioftpd.server.config.EventsSection;
import io.github.nioftpd.server.config.EventsSection.WebhookSection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The programs and webhooks that are notified of events, or consulted before an action. An action
 * needs the consent of all of them. Safe for use by several threads.
 */
public final class Hooks implements Consumer<FtpEvent>, VetoHook, AutoCloseable {

  private static final Optional<String> NO = Optional.of("Refused by a rule of this server.");

  private final InstantSource clock = InstantSource.system();
  private final List<Program> programs = new ArrayList<>();
  private final List<Webhook> webhooks = new ArrayList<>();

  /**
   * Creates the hooks.
   *
   * @throws IOException when the outbox cannot be used
   */
  public Hooks(EventsSection section) throws IOException {
    try {
      section.programs().forEach(each -> programs.add(new Program(each)));
      Path outbox = section.outbox().orElse(Path.of(""));
      for (Map.Entry<String, WebhookSection> each : section.webhooks().entrySet()) {
        webhooks.add(new Webhook(each.getKey(), each.getValue(), outbox, Duration.ofSeconds(1)));
      }
    } catch (IOException e) {
      close();
      throw new IOException("cannot use events.outbox: " + e.getMessage(), e);
    }
  }

  @Override
  public void accept(FtpEvent event) {
    EventJson notice = EventJson.of(event, clock.instant());
    programs.stream()
        .filter(program -> program.wants(notice.event()))
        .forEach(program -> program.tell(notice));
    webhooks.stream()
        .filter(webhook -> webhook.wants(notice.event()))
        .forEach(webhook -> webhook.tell(notice));
  }

  @Override
  public Optional<String> refusal(Action action) {
    EventJson notice = EventJson.of(action, clock.instant());
    for (Program program : programs) {
      if (program.wants(notice.event()) && !program.permits(notice)) {
        return NO;
      }
    }
    for (Webhook webhook : webhooks) {
      if (webhook.wants(notice.event()) && !webhook.permits(notice)) {
        return NO;
      }
    }
    return Optional.empty();
  }

  /** Stops; undelivered webhook messages stay on disk. */
  @Override
  public void close() {
    programs.forEach(Program::close);
    webhooks.forEach(Webhook::close);
  }
}
