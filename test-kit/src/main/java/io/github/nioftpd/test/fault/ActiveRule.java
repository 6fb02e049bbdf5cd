package io.github.nioftpd.test.fault;

import io.github.nioftpd.intercept.Exchange;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** A rule in use, with its counters. Safe for use by several threads. */
final class ActiveRule {

  private final FaultRule rule;
  private final Condition when;
  private final Set<String> possible;
  private final Optional<PathPattern> path;
  private final ReentrantLock lock = new ReentrantLock();
  private final Random random;

  /** The sessions that count towards the first ones. */
  private final Set<Object> sessions = new HashSet<>();

  private long seen;
  private volatile int hits;
  private volatile boolean removed;

  ActiveRule(FaultRule rule) {
    this.rule = rule;
    this.when = rule.when();
    this.possible = FaultSense.commandsOf(rule.fault());
    this.path = when.path().map(PathPattern::of);
    this.random = new Random(when.chance().seed());
  }

  FaultRule rule() {
    return rule;
  }

  Fault fault() {
    return rule.fault();
  }

  boolean isUnused() {
    return hits == 0;
  }

  boolean isRemoved() {
    return removed;
  }

  void remove() {
    removed = true;
  }

  /** Whether the fault happens to a command, which then counts. */
  boolean hits(Object session, Exchange command) {
    return !when.isConnect() && concerns(command) && counts(session);
  }

  /** Whether the fault happens to a new connection, which then counts. */
  boolean hitsConnection(Object session) {
    return when.isConnect() && counts(session);
  }

  private boolean concerns(Exchange command) {
    return isVerb(command)
        && path.stream().allMatch(glob -> command.path().filter(glob::matches).isPresent())
        && when.user().stream().allMatch(command.client().user()::equals);
  }

  private boolean isVerb(Exchange command) {
    String verb = Verbs.canonical(command.verb());
    if (when.verbs().isEmpty()) {
      return possible.isEmpty() || possible.contains(verb);
    }
    return when.verbs().contains(verb)
        || (verb.equals("SITE") && when.verbs().contains(Verbs.site(command.argument())));
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // under the lock; others read it
  private boolean counts(Object session) {
    lock.lock();
    try {
      if (hits >= when.times()) {
        return false;
      }
      if (!sessions.contains(session) && sessions.size() >= when.firstSessions()) {
        return false;
      }
      if (when.firstSessions() < Condition.UNLIMITED) {
        sessions.add(session);
      }
      seen++;
      if (seen < when.nth()
          || (when.chance().probability() < 1
              && random.nextDouble() >= when.chance().probability())) {
        return false;
      }
      hits++;
      return true;
    } finally {
      lock.unlock();
    }
  }
}
