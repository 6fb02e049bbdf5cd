package io.github.nioftpd.test.fault;

import io.github.nioftpd.config.TlsPolicy;
import io.github.nioftpd.event.FtpEvent.Client;
import io.github.nioftpd.event.FtpReply;
import io.github.nioftpd.intercept.DataInterceptor;
import io.github.nioftpd.intercept.Exchange;
import io.github.nioftpd.intercept.Interceptor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The faults of one session. Owned by its thread. */
final class FaultySession implements Interceptor {

  private static final Duration FOR_EVER = Duration.ofDays(1000);

  private final Faults faults;
  private final Client client;
  private final BooleanSupplier open;
  private final List<ActiveRule> session;
  private final DeadPort deadPort = new DeadPort();
  private boolean greeted;

  /** The command that runs, and the one whose transfer runs. */
  private @Nullable Plan current;

  private @Nullable Plan transfer;

  FaultySession(Faults faults, Client client, BooleanSupplier open) {
    this.faults = faults;
    this.client = client;
    this.open = open;
    this.session = faults.connectionHits(this, FaultSense::isOfDialogue);
  }

  Client client() {
    return client;
  }

  /** A command, and the rules that it has hit. */
  private record Plan(Exchange command, List<ActiveRule> rules) {

    Stream<Fault> faults() {
      return rules.stream().filter(rule -> !rule.isRemoved()).map(ActiveRule::fault);
    }
  }

  private Optional<Plan> plan(Exchange command) {
    return Stream.of(Optional.ofNullable(current), Optional.ofNullable(transfer))
        .flatMap(Optional::stream)
        .filter(plan -> plan.command().equals(command))
        .findFirst();
  }

  @Override
  public TlsPolicy tls(TlsPolicy policy) {
    TlsPolicy changed = policy;
    for (ActiveRule rule : faults.connectionHits(this, FaultSense::isOfTls)) {
      changed = FaultyTls.change(changed, rule.fault());
    }
    return changed;
  }

  @Override
  public Action command(Exchange command) {
    Plan plan = new Plan(command, faults.hits(this, command));
    current = plan;
    Action action = perform(plan.rules());
    return action instanceof Action.Proceed ? dialogue().command(command) : action;
  }

  private Action perform(List<ActiveRule> rules) {
    for (ActiveRule rule : rules) {
      Action action =
          switch (rule.fault()) {
            case Fault.Delay delay -> await(rule, delay.time());
            case Fault.Hang hang -> await(rule, FOR_EVER);
            case Fault.Reply reply -> answer(reply.reply());
            case Fault.CloseControl close -> new Action.Close(close.reset());
            default -> Action.PROCEED;
          };
      if (!(action instanceof Action.Proceed)) {
        return action;
      }
    }
    return Action.PROCEED;
  }

  private Action await(ActiveRule rule, Duration time) {
    faults.await(rule, time, open);
    return open.getAsBoolean() ? Action.PROCEED : new Action.Close(false);
  }

  private FaultyDialogue dialogue() {
    return new FaultyDialogue(
        session.stream().filter(rule -> !rule.isRemoved()).map(ActiveRule::fault).toList());
  }

  @Override
  public Action reply(Exchange command, FtpReply reply) {
    if (!greeted) {
      greeted = true;
      if (command.verb().isEmpty()) {
        return perform(faults.connectionHits(this, FaultSense::isOfGreeting));
      }
    }
    if (reply.code() < 200) {
      return Action.PROCEED;
    }
    Optional<Plan> plan = plan(command);
    plan.ifPresent(this::end);
    for (Fault fault : plan.stream().flatMap(Plan::faults).toList()) {
      switch (fault) {
        case Fault.FinalReply last -> {
          return answer(last.reply());
        }
        case Fault.OmitFinalReply omit -> {
          return new Action.Answer(List.of());
        }
        case Fault.NeverAccept never -> {
          return answer(deadPort.replace(command, reply, true));
        }
        case Fault.RefusePassive refuse -> {
          return answer(deadPort.replace(command, reply, false));
        }
        case Fault.WrongPassiveAddress wrong -> {
          return answer(PassiveReply.withAddress(reply, wrong.address()));
        }
        default -> {}
      }
    }
    return dialogue().reply(command, reply);
  }

  /** Lets later replies pass, such as 421 for a timeout, which belong to the last command. */
  private void end(Plan plan) {
    current = plan.equals(current) ? null : current;
    transfer = plan.equals(transfer) ? null : transfer;
  }

  private static Action answer(FtpReply reply) {
    return new Action.Answer(List.of(reply));
  }

  @Override
  public DataInterceptor data(Exchange command) {
    transfer = current;
    List<ActiveRule> rules = plan(command).map(Plan::rules).orElse(List.of());
    Optional<Dialect> dialect = dialogue().listing(command);
    boolean changes = rules.stream().anyMatch(rule -> FaultyData.isOfData(rule.fault()));
    return changes || dialect.isPresent()
        ? new FaultyData(faults, rules, dialect.map(form -> new ListingText(form, command)))
        : DataInterceptor.NONE;
  }

  @Override
  public void closed() {
    deadPort.close();
  }
}
