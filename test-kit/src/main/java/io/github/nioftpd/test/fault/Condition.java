package io.github.nioftpd.test.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The circumstances in which a fault happens.
 *
 * @param verbs the verbs of commands in upper case, also with the word after SITE; empty for all
 *     commands; {@code CONNECT} alone for a new connection
 * @param path a pattern for the absolute path of the file or directory: {@code *} and {@code ?} for
 *     characters of a name, {@code **} for any, {@code {a,b}} for one of several; empty for any
 * @param user the name of the user who is logged in; empty for any
 * @param nth the first of the commands that meet the other conditions to which the fault happens, 1
 *     or more
 * @param times how often the fault happens, 1 or more
 * @param chance the probability that it happens to such a command
 * @param firstSessions the fault happens in so many sessions only, 1 or more: the first ones with a
 *     command that meets the other conditions
 */
public record Condition(
    Set<String> verbs,
    Optional<String> path,
    Optional<String> user,
    int nth,
    int times,
    Chance chance,
    int firstSessions) {

  /** The number that stands for any. */
  static final int UNLIMITED = Integer.MAX_VALUE;

  /**
   * A probability.
   *
   * @param probability more than 0, at most 1
   * @param seed the seed of the random numbers
   */
  public record Chance(double probability, long seed) {

    static final Chance CERTAIN = new Chance(1, 0);

    /**
     * Checks the probability.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public Chance {
      if (!(probability > 0 && probability <= 1)) {
        throw new IllegalArgumentException(
            "a probability is more than 0 and at most 1, not " + probability);
      }
    }
  }

  /**
   * Checks the conditions.
   *
   * @throws IllegalArgumentException if a verb is unknown, a pattern is not absolute, a number is
   *     not positive, or a condition makes no sense for a new connection
   */
  public Condition {
    boolean connect = verbs.equals(Set.of(Verbs.CONNECT));
    verbs = Collections.unmodifiableSet(new TreeSet<>(connect ? verbs : Verbs.known(verbs)));
    path.ifPresent(PathPattern::of);
    requirePositive("nth", nth);
    requirePositive("times", times);
    requirePositive("firstSessions", firstSessions);
    if (connect && (path.isPresent() || user.isPresent())) {
      throw new IllegalArgumentException(
          "a new connection has neither a path nor a user; name the command instead");
    }
  }

  static Condition of(Set<String> verbs) {
    return new Condition(
        verbs, Optional.empty(), Optional.empty(), 1, UNLIMITED, Chance.CERTAIN, UNLIMITED);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is 1 or more, not " + value);
    }
  }

  boolean isConnect() {
    return verbs.contains(Verbs.CONNECT);
  }

  /** The conditions as a person reads them. */
  @Override
  public String toString() {
    List<String> words = new ArrayList<>();
    words.add(
        isConnect() ? "on connect" : "on " + (verbs.isEmpty() ? "*" : String.join(", ", verbs)));
    path.ifPresent(pattern -> words.add("path " + pattern));
    user.ifPresent(name -> words.add("user " + name));
    if (nth > 1) {
      words.add("from number " + nth);
    }
    if (times < UNLIMITED) {
      words.add("times " + times);
    }
    if (chance.probability() < 1) {
      words.add("probability " + chance.probability() + " with seed " + chance.seed());
    }
    if (firstSessions < UNLIMITED) {
      words.add("first " + firstSessions + " sessions");
    }
    return String.join(", ", words);
  }
}
