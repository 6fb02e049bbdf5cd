package io.github.nioftpd.test.fault;

import io.github.nioftpd.event.FtpEvent.Client;
import io.github.nioftpd.intercept.Exchange;
import io.github.nioftpd.intercept.Interceptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * The faults of a server, given to it with {@code FtpServer.builder().intercept(faults)}. Rules can
 * be added and cleared while it runs. Safe for use by several threads.
 *
 * <p>For each command the rules are tried in the order in which they were added, and the first one
 * that applies is used: a rule with {@code times(1)} and a rule after it concern the first command
 * and the second. Delays and throttles leave the turn to later rules, too.
 */
public final class Faults implements Interceptor.Factory, AutoCloseable {

  /** How often a fault that waits looks whether its session has ended. */
  private static final Duration LOOK = Duration.ofMillis(10);

  private final List<ActiveRule> rules = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition cleared = lock.newCondition();

  private final BiConsumer<Client, FaultRule> listener;

  /** Creates an engine without rules. */
  public Faults() {
    this((client, rule) -> {});
  }

  /**
   * Creates an engine without rules.
   *
   * @param listener notified when a fault happens, before it takes effect; called on the thread of
   *     the session, so it must be safe for use by several threads
   */
  public Faults(BiConsumer<Client, FaultRule> listener) {
    this.listener = listener;
  }

  /**
   * {@return the beginning of a rule for commands}
   *
   * @param verb the verb of a command in any case, such as {@code STOR} or {@code SITE CHMOD}, or
   *     {@code *} for all
   * @param more other verbs
   * @throws IllegalArgumentException if a verb is unknown
   */
  public FaultBuilder on(String verb, String... more) {
    return FaultBuilder.on(this::add, verb, more);
  }

  /** {@return the beginning of a rule for new connections} */
  public FaultBuilder onConnect() {
    return FaultBuilder.onConnect(this::add);
  }

  /** {@return the beginning of a rule for logins, which is one for PASS} */
  public FaultBuilder onLogin() {
    return on("PASS");
  }

  /**
   * Adds a rule. One for new connections does not concern sessions that have begun.
   *
   * @param rule the rule
   */
  public void add(FaultRule rule) {
    rules.add(new ActiveRule(rule));
  }

  /** Removes all rules. Delays and hangs end at once, and the commands that they held back run. */
  public void clear() {
    replace(List.of());
  }

  /**
   * Replaces all rules.
   *
   * @param others the rules that apply from now on
   */
  public void replace(List<FaultRule> others) {
    List<ActiveRule> before = List.copyOf(rules);
    rules.addAll(others.stream().map(ActiveRule::new).toList());
    rules.removeAll(before);
    before.forEach(ActiveRule::remove);
    lock.lock();
    try {
      cleared.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** {@return the rules, in order} */
  public List<FaultRule> rules() {
    return rules(rule -> true);
  }

  /**
   * {@return the rules whose fault has never happened, in order} A rule with {@code times(3)} whose
   * fault happened once is not among them.
   */
  public List<FaultRule> unused() {
    return rules(ActiveRule::isUnused);
  }

  private List<FaultRule> rules(Predicate<ActiveRule> which) {
    return rules.stream().filter(which).map(ActiveRule::rule).toList();
  }

  @Override
  public Interceptor open(Client client, BooleanSupplier open) {
    return new FaultySession(this, client, open);
  }

  /** Removes all rules. */
  @Override
  public void close() {
    clear();
  }

  /** The faults that happen to a command, which is counted. */
  List<ActiveRule> hits(FaultySession session, Exchange command) {
    return hits(command.client(), rule -> rule.hits(session, command));
  }

  /** The faults of some kind that happen to a new connection, which is counted. */
  List<ActiveRule> connectionHits(FaultySession session, Predicate<Fault> kind) {
    return hits(session.client(), rule -> kind.test(rule.fault()) && rule.hitsConnection(session));
  }

  private List<ActiveRule> hits(Client client, Predicate<ActiveRule> which) {
    List<ActiveRule> hits = new ArrayList<>();
    for (ActiveRule rule : rules) {
      if (which.test(rule)) {
        hits.add(rule);
        listener.accept(client, rule.rule());
        if (!FaultSense.isCombinable(rule.fault())) {
          break;
        }
      }
    }
    return hits;
  }

  /** Waits until a time is over, a rule is removed, or the session ends. */
  void await(ActiveRule rule, Duration time, BooleanSupplier open) {
    long whole = TimeUnit.NANOSECONDS.convert(time);
    long end = System.nanoTime() + whole;
    lock.lock();
    try {
      long left = whole;
      while (left > 0 && !rule.isRemoved() && open.getAsBoolean()) {
        boolean unused = cleared.await(Math.min(left, LOOK.toNanos()), TimeUnit.NANOSECONDS);
        left = end - System.nanoTime();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
