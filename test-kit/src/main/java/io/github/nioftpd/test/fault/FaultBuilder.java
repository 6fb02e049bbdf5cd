package io.github.nioftpd.test.fault;

import io.github.nioftpd.event.FtpReply;
import io.github.nioftpd.intercept.DataCutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The conditions of a rule, and then its fault: {@code on("STOR").path("/out/*.csv").times(1)
 * .thenReply(452, "Disk full")}. A method that begins with {@code then} makes the rule, adds it and
 * returns it. Wrong use fails with an {@link IllegalArgumentException}. Not safe for use by several
 * threads.
 */
public final class FaultBuilder {

  private final Consumer<FaultRule> rules;
  private final Set<String> verbs;
  private Optional<String> path = Optional.empty();
  private Optional<String> user = Optional.empty();
  private OptionalInt nth = OptionalInt.empty();
  private OptionalInt times = OptionalInt.empty();
  private Condition.Chance chance = Condition.Chance.CERTAIN;
  private int firstSessions = Condition.UNLIMITED;

  private FaultBuilder(Consumer<FaultRule> rules, Set<String> verbs) {
    this.rules = rules;
    this.verbs = verbs;
  }

  static FaultBuilder on(Consumer<FaultRule> rules, String verb, String... more) {
    Set<String> verbs = new TreeSet<>(List.of(more));
    verbs.add(verb);
    return new FaultBuilder(rules, Verbs.known(verbs));
  }

  static FaultBuilder onConnect(Consumer<FaultRule> rules) {
    return new FaultBuilder(rules, Set.of(Verbs.CONNECT));
  }

  /**
   * {@return this builder with a pattern for the path}
   *
   * @param glob a pattern for the absolute path of the file or directory: {@code *} and {@code ?}
   *     for characters of a name, {@code **} for any, <code>{a,b}</code> for one of several
   */
  public FaultBuilder path(String glob) {
    path = Optional.of(glob);
    return this;
  }

  /**
   * {@return this builder with a user}
   *
   * @param name the name of the user who is logged in
   */
  public FaultBuilder user(String name) {
    user = Optional.of(name);
    return this;
  }

  /**
   * {@return this builder with a number: the fault begins with the nth command that meets the other
   * conditions, and without {@link #times} happens to this one only}
   *
   * @param number 1 or more
   */
  public FaultBuilder nth(int number) {
    nth = OptionalInt.of(number);
    return this;
  }

  /**
   * {@return this builder with how often the fault happens}
   *
   * @param number 1 or more
   */
  public FaultBuilder times(int number) {
    times = OptionalInt.of(number);
    return this;
  }

  /**
   * {@return this builder with a probability}
   *
   * @param probability more than 0, at most 1
   * @param seed the seed of the random numbers: with the same seed, the fault happens to the same
   *     commands of a sequence
   */
  public FaultBuilder probability(double probability, long seed) {
    chance = new Condition.Chance(probability, seed);
    return this;
  }

  /**
   * {@return this builder with a number of sessions: the first ones that meet the others}
   *
   * @param number 1 or more
   */
  public FaultBuilder firstSessions(int number) {
    firstSessions = number;
    return this;
  }

  /**
   * Makes the rule, adds it, and returns it.
   *
   * @param fault the fault
   * @return the rule
   */
  public FaultRule then(Fault fault) {
    int most = times.orElse(nth.isPresent() ? 1 : Condition.UNLIMITED);
    Condition when = new Condition(verbs, path, user, nth.orElse(1), most, chance, firstSessions);
    FaultRule rule = new FaultRule(when, fault);
    rules.accept(rule);
    return rule;
  }

  /**
   * {@return a rule with {@link Fault.Reply}}
   *
   * @param code the code, 100 to 599; 421 ends the session
   * @param lines one line or more
   */
  public FaultRule thenReply(int code, String... lines) {
    return then(new Fault.Reply(new FtpReply(code, List.of(lines))));
  }

  /**
   * {@return a rule with {@link Fault.FinalReply}}
   *
   * @param code the code, 200 to 599
   * @param lines one line or more
   */
  public FaultRule thenFinalReply(int code, String... lines) {
    return then(new Fault.FinalReply(new FtpReply(code, List.of(lines))));
  }

  /** {@return a rule with {@link Fault.OmitFinalReply}} */
  public FaultRule thenOmitFinalReply() {
    return then(new Fault.OmitFinalReply());
  }

  /**
   * {@return a rule with {@link Fault.Delay}}
   *
   * @param time more than zero
   */
  public FaultRule thenDelay(Duration time) {
    return then(new Fault.Delay(time));
  }

  /** {@return a rule with {@link Fault.Hang}} */
  public FaultRule thenHang() {
    return then(new Fault.Hang());
  }

  /** {@return a rule with {@link Fault.CloseControl} and a FIN} */
  public FaultRule thenCloseControl() {
    return then(new Fault.CloseControl(false));
  }

  /** {@return a rule with {@link Fault.CloseControl} and a RST} */
  public FaultRule thenResetControl() {
    return then(new Fault.CloseControl(true));
  }

  /** {@return a rule with {@link Fault.NeverAccept}} */
  public FaultRule thenNeverAccept() {
    return then(new Fault.NeverAccept());
  }

  /** {@return a rule with {@link Fault.RefusePassive}} */
  public FaultRule thenRefusePassive() {
    return then(new Fault.RefusePassive());
  }

  /**
   * {@return a rule with {@link Fault.WrongPassiveAddress}}
   *
   * @param address an IPv4 address such as {@code 192.0.2.1}
   */
  public FaultRule thenWrongPassiveAddress(String address) {
    return then(new Fault.WrongPassiveAddress(PassiveReply.address(address)));
  }

  /**
   * {@return a rule with {@link Fault.CutData} and a RST}
   *
   * @param after the bytes that are moved before, 0 or more
   */
  public FaultRule thenCutData(long after) {
    return thenCutData(after, DataCutException.End.RESET);
  }

  /**
   * {@return a rule with {@link Fault.CutData}}
   *
   * @param after the bytes that are moved before, 0 or more
   * @param end how the connection ends
   */
  public FaultRule thenCutData(long after, DataCutException.End end) {
    return then(new Fault.CutData(after, end));
  }

  /**
   * {@return a rule with {@link Fault.StallData}}
   *
   * @param after the bytes that are moved before, 0 or more
   */
  public FaultRule thenStallData(long after) {
    return then(new Fault.StallData(after));
  }

  /** {@return a rule with {@link Fault.NoCloseNotify}} */
  public FaultRule thenNoCloseNotify() {
    return then(new Fault.NoCloseNotify());
  }

  /**
   * {@return a rule with {@link Fault.Throttle}}
   *
   * @param bytesPerSecond 1 or more
   */
  public FaultRule thenThrottle(long bytesPerSecond) {
    return then(new Fault.Throttle(bytesPerSecond));
  }

  /**
   * {@return a rule with {@link Fault.DiskFull}}
   *
   * @param after the bytes that are stored before, 0 or more
   */
  public FaultRule thenDiskFull(long after) {
    return then(new Fault.DiskFull(after));
  }

  /**
   * {@return a rule with {@link Fault.ReadError}}
   *
   * @param after the bytes that are read before, 0 or more
   */
  public FaultRule thenReadError(long after) {
    return then(new Fault.ReadError(after));
  }

  /**
   * {@return a rule with {@link Fault.CorruptData}}
   *
   * @param at the bytes before the one that changes, 0 or more
   */
  public FaultRule thenCorruptData(long at) {
    return then(new Fault.CorruptData(at));
  }

  /**
   * {@return a rule with {@link Fault.Certificate}; on connect}
   *
   * @param problem the problem of the certificate
   */
  public FaultRule thenCertificate(Fault.Certificate.Problem problem) {
    return then(new Fault.Certificate(problem));
  }

  /** {@return a rule with {@link Fault.RefuseResumption}; on connect} */
  public FaultRule thenRefuseResumption() {
    return then(new Fault.RefuseResumption());
  }

  /** {@return a rule with {@link Fault.RequireResumption}; on connect} */
  public FaultRule thenRequireResumption() {
    return then(new Fault.RequireResumption());
  }

  /**
   * {@return a rule with {@link Fault.WithoutFeature}; on connect}
   *
   * @param name the first word of its line in FEAT
   */
  public FaultRule thenWithoutFeature(String name) {
    return then(new Fault.WithoutFeature(name));
  }

  /**
   * {@return a rule with {@link Fault.Listing}; on connect}
   *
   * @param dialect the form of LIST
   */
  public FaultRule thenListing(Dialect dialect) {
    return then(new Fault.Listing(dialect));
  }
}
