package io.github.nioftpd.test.fault;

import io.github.nioftpd.intercept.DataCutException;
import io.github.nioftpd.intercept.DataInterceptor;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The faults of one data connection. Owned by the thread of the transfer. */
final class FaultyData implements DataInterceptor {

  private static final Duration FOR_EVER = Duration.ofDays(1000);

  /** The pieces that a throttled transfer sends in a second. */
  private static final int PIECES = 20;

  private final Faults faults;
  private final List<ActiveRule> rules;
  private final Optional<ListingText> listing;
  private final long began = System.nanoTime();

  FaultyData(Faults faults, List<ActiveRule> rules, Optional<ListingText> listing) {
    this.faults = faults;
    this.rules = rules;
    this.listing = listing;
  }

  static boolean isOfData(Fault fault) {
    return switch (fault) {
      case Fault.CutData it -> true;
      case Fault.StallData it -> true;
      case Fault.NoCloseNotify it -> true;
      case Fault.Throttle it -> true;
      case Fault.DiskFull it -> true;
      case Fault.ReadError it -> true;
      case Fault.CorruptData it -> true;
      default -> false;
    };
  }

  @Override
  public Optional<byte[]> content() {
    return listing.map(ListingText::bytes);
  }

  @Override
  public int admit(long moved, int wanted, BooleanSupplier open) throws DataCutException {
    int admitted = wanted;
    for (ActiveRule rule : rules) {
      if (!rule.isRemoved()) {
        admitted = admit(rule, moved, admitted, open);
      }
    }
    return admitted;
  }

  private int admit(ActiveRule rule, long moved, int wanted, BooleanSupplier open)
      throws DataCutException {
    return switch (rule.fault()) {
      case Fault.CutData cut -> {
        if (moved >= cut.after()) {
          throw new DataCutException(cut.end());
        }
        yield (int) Math.min(wanted, cut.after() - moved);
      }
      case Fault.StallData stall -> {
        if (moved >= stall.after()) {
          faults.await(rule, FOR_EVER, open);
          yield wanted;
        }
        yield (int) Math.min(wanted, stall.after() - moved);
      }
      case Fault.Throttle throttle -> {
        int piece = (int) Math.min(wanted, Math.max(1, throttle.bytesPerSecond() / PIECES));
        double due = (moved + piece) * 1e9 / throttle.bytesPerSecond();
        Duration wait = Duration.ofNanos((long) due - (System.nanoTime() - began));
        faults.await(rule, wait, open);
        yield piece;
      }
      default -> wanted;
    };
  }

  @Override
  public ReadableByteChannel reading(ReadableByteChannel file) {
    ReadableByteChannel changed = file;
    for (ActiveRule rule : rules) {
      changed = FaultyFile.reading(changed, rule.fault());
    }
    return changed;
  }

  @Override
  public WritableByteChannel storing(WritableByteChannel file) {
    WritableByteChannel changed = file;
    for (ActiveRule rule : rules) {
      changed = FaultyFile.storing(changed, rule.fault());
    }
    return changed;
  }

  @Override
  public boolean sendsCloseNotify() {
    return rules.stream()
        .noneMatch(rule -> !rule.isRemoved() && rule.fault() instanceof Fault.NoCloseNotify);
  }
}
