package io.github.nioftpd.server.faults;

import io.github.nioftpd.event.FtpReply;
import io.github.nioftpd.intercept.DataCutException;
import io.github.nioftpd.server.config.FaultKeys;
import io.github.nioftpd.server.config.FaultSection;
import io.github.nioftpd.test.fault.Dialect;
import io.github.nioftpd.test.fault.Fault;
import io.github.nioftpd.test.fault.FaultBuilder;
import io.github.nioftpd.test.fault.FaultRule;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules of the configuration as the test kit has them. */
public final class FaultRules {

  private static final Pattern REPLY =
      Pattern.compile("([1-5][0-9][0-9])(?: (.*))?", Pattern.DOTALL);

  private FaultRules() {}

  /**
   * Checks a rule.
   *
   * @throws IllegalArgumentException when it makes no sense
   */
  public static void check(FaultSection section) {
    FaultRule unused = rule(section);
  }

  /** The rule of the test kit. */
  public static FaultRule rule(FaultSection section) {
    FaultBuilder builder = start(section.on());
    section.path().ifPresent(builder::path);
    section.user().ifPresent(builder::user);
    section.nth().ifPresent(builder::nth);
    section.times().ifPresent(builder::times);
    section.firstSessions().ifPresent(builder::firstSessions);
    if (section.percent() < 100) {
      builder.probability(section.percent() / 100.0, section.seed());
    }
    return rule(builder, section.fault());
  }

  private static FaultBuilder start(List<String> on) {
    if (on.isEmpty()) {
      throw new IllegalArgumentException(
          "required key on is missing; expected commands such as STOR, or connect");
    }
    return on.equals(List.of("connect"))
        ? FaultRule.onConnect()
        : FaultRule.on(on.getFirst(), on.stream().skip(1).toArray(String[]::new));
  }

  private static FaultRule rule(FaultBuilder builder, FaultKeys keys) {
    if (keys.passiveAddress().isPresent()) {
      return builder.thenWrongPassiveAddress(keys.passiveAddress().get());
    }
    if (keys.withoutFeature().isPresent()) {
      return builder.thenWithoutFeature(keys.withoutFeature().get());
    }
    return builder.then(fault(keys));
  }

  private static Fault fault(FaultKeys keys) {
    DataCutException.End end = DataCutException.End.valueOf(keys.cutEnd().name());
    return keys.reply()
        .<Fault>map(text -> new Fault.Reply(reply(text)))
        .or(() -> keys.finalReply().map(text -> new Fault.FinalReply(reply(text))))
        .or(() -> keys.delay().map(Fault.Delay::new))
        .or(() -> keys.cutData().map(size -> new Fault.CutData(size.bytes(), end)))
        .or(() -> keys.stallData().map(size -> new Fault.StallData(size.bytes())))
        .or(() -> keys.throttle().map(rate -> new Fault.Throttle(rate.bytesPerSecond())))
        .or(() -> keys.diskFull().map(size -> new Fault.DiskFull(size.bytes())))
        .or(() -> keys.readError().map(size -> new Fault.ReadError(size.bytes())))
        .or(() -> keys.corruptData().map(size -> new Fault.CorruptData(size.bytes())))
        .or(() -> keys.certificate().map(FaultRules::certificate))
        .or(() -> keys.listing().map(form -> new Fault.Listing(Dialect.valueOf(form.name()))))
        .or(() -> keys.then().map(FaultRules::plain))
        .orElseThrow();
  }

  private static Fault certificate(FaultKeys.Problem problem) {
    return new Fault.Certificate(Fault.Certificate.Problem.valueOf(problem.name()));
  }

  private static Fault plain(FaultKeys.Plain plain) {
    return switch (plain) {
      case HANG -> new Fault.Hang();
      case NO_FINAL_REPLY -> new Fault.OmitFinalReply();
      case CLOSE_CONTROL -> new Fault.CloseControl(false);
      case RESET_CONTROL -> new Fault.CloseControl(true);
      case NEVER_ACCEPT -> new Fault.NeverAccept();
      case REFUSE_PASSIVE -> new Fault.RefusePassive();
      case NO_CLOSE_NOTIFY -> new Fault.NoCloseNotify();
      case REFUSE_RESUMPTION -> new Fault.RefuseResumption();
      case REQUIRE_RESUMPTION -> new Fault.RequireResumption();
    };
  }

  private static FtpReply reply(String text) {
    Matcher matcher = REPLY.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a reply; expected a code and a text such as 452 Disk full");
    }
    String lines = matcher.group(2) == null ? "" : matcher.group(2);
    return new FtpReply(Integer.parseInt(matcher.group(1)), List.of(lines.split("\\R", -1)));
  }
}
