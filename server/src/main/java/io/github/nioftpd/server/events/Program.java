package io.github.nioftpd.server.events;

import io.github.nioftpd.event.LogText;
import io.github.nioftpd.fs.NameBytes;
import io.github.nioftpd.server.config.EventsSection.ProgramSection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program that is run at events, without a shell: fields are in its arguments where they were
 * asked for, and in its environment as {@code NIOFTPD_PATH} and the like. Of the server's own
 * environment it sees the search path and the locale, no secrets.
 *
 * <p>Events wait in a bounded queue for one of a few workers, so that a slow program holds up no
 * session. Safe for use by several threads.
 */
final class Program implements AutoCloseable {

  /** The maximum number of waiting events. */
  static final int CAPACITY = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger("io.github.nioftpd.events");
  private static final int WORKERS = 4;
  private static final int SHOWN = 1_000;
  private static final Pattern FIELD = Pattern.compile("\\{([a-z]+)}");
  private static final List<String> PASSED_ON = List.of("PATH", "LANG", "LC_ALL", "TZ");

  private final ProgramSection settings;
  private final BlockingQueue<EventJson> queue = new LinkedBlockingQueue<>(CAPACITY);
  private final AtomicLong lost = new AtomicLong();
  private final List<Thread> workers = new ArrayList<>();

  Program(ProgramSection settings) {
    this.settings = settings;
    for (int i = 0; i < WORKERS; i++) {
      workers.add(Thread.ofPlatform().daemon().name("nioftpd-program-" + i).start(this::work));
    }
  }

  boolean wants(String event) {
    return settings.events().contains(event);
  }

  /** Runs the program later; drops and logs the event when too many wait. */
  void tell(EventJson notice) {
    if (!queue.offer(notice) && Long.bitCount(lost.incrementAndGet()) == 1) {
      LOG.warn("{} is too slow: {} events were dropped", name(), lost);
    }
  }

  /** Runs the program now and says whether it ended with 0. */
  boolean permits(EventJson notice) {
    try {
      return run(notice);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void work() {
    try {
      while (true) {
        run(queue.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private boolean run(EventJson notice) throws InterruptedException {
    try {
      Process process = start(notice);
      process.getOutputStream().close();
      FutureTask<String> said = new FutureTask<>(() -> listen(process));
      Thread.ofPlatform().daemon().start(said);
      if (!process.waitFor(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
        end(process);
        LOG.warn("{} was killed after {} s", name(), settings.timeout().toSeconds());
        return false;
      }
      return ended(notice, process.exitValue(), said);
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("cannot run {}: {}", name(), LogText.escape(String.valueOf(e.getMessage())));
      return false;
    }
  }

  private boolean ended(EventJson notice, int code, Future<String> said)
      throws InterruptedException {
    if (code != 0 && !notice.event().startsWith("before-")) {
      LOG.warn("{} failed with exit code {}: {}", name(), code, LogText.escape(text(said).strip()));
    }
    return code == 0;
  }

  /** The output, unless a child process keeps the pipe open. */
  private static String text(Future<String> said) throws InterruptedException {
    try {
      return said.get(1, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return "";
    }
  }

  private Process start(EventJson notice) throws IOException {
    List<String> command =
        settings.command().stream().map(word -> filled(word, notice.fields())).toList();
    Map<String, String> variables = new LinkedHashMap<>();
    notice
        .fields()
        .forEach(
            (field, value) ->
                variables.put("NIOFTPD_" + field.toUpperCase(Locale.ROOT), String.valueOf(value)));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().retainAll(PASSED_ON);
    if (variables.values().stream().allMatch(NameBytes::isText)) {
      builder.environment().putAll(variables);
    } else {
      builder.command(ExactWords.command(command, variables));
    }
    return builder.start();
  }

  /** Replaces the names of fields in braces; what a field holds is not looked at again. */
  static String filled(String word, Map<String, Object> fields) {
    return FIELD
        .matcher(word)
        .replaceAll(
            match -> {
              Object value = fields.get(match.group(1));
              return Matcher.quoteReplacement(value == null ? match.group() : value.toString());
            });
  }

  /** Reads all that a program says, and keeps the beginning. */
  private static String listen(Process process) throws IOException {
    try (InputStream in = process.getInputStream()) {
      byte[] kept = in.readNBytes(SHOWN);
      in.transferTo(OutputStream.nullOutputStream());
      return new String(kept, StandardCharsets.UTF_8);
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private String name() {
    return settings.command().getFirst();
  }

  /** Ends the workers; what still waits is not told. */
  @Override
  public void close() {
    workers.forEach(Thread::interrupt);
    if (!queue.isEmpty()) {
      LOG.warn("{} events were not delivered to {}", queue.size(), name());
    }
  }
}
