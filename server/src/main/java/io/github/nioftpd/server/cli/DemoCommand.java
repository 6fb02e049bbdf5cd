package io.github.nioftpd.server.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code nioftpd demo}, where the demos are not: they are a program of their own. */
@Command(
    name = "demo",
    description = "Serve sample files to try nioftpd; without a name, list the demos.")
final class DemoCommand implements Callable<Integer> {

  @Unmatched final List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() {
    throw new IllegalArgumentException(
        "the demos are not part of this installation; run ./nioftpd demo in a source tree of"
            + " nioftpd");
  }
}
