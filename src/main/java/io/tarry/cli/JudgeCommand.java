package io.tarry.cli;

import io.tarry.engine.Verdict;
import io.tarry.judge.Conversation;
import io.tarry.judge.Judge;
import io.tarry.judge.JudgeException;
import io.tarry.judge.Judgement;
import io.tarry.packetdrill.PktWorld;
import io.tarry.report.table.JudgementText;
import io.tarry.scenario.Printable;
import io.tarry.scenario.Scenario;
import io.tarry.survey.Question;
import io.tarry.survey.QuestionException;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Stack;
import io.tarry.wire.CaptureException;
import io.tarry.wire.CaptureReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tarry judge}: which run explains a capture, and what it breaks. */
@Command(
    name = "judge",
    description = {
      "Says which run explains a capture of a closing connection, and which claims it breaks.",
      "The capture is a file of pcapng or pcap, taken at one host. Where no run of the model "
          + "explains it, the first packet is named that no run explains.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 explained, and no claim is surely broken; 1 a claim is broken, or no run explains",
      "it; 2 a wrong command line, or no capture that can be judged; 3 too many runs; 4 reading failed;",
      "70 a defect in Tarry.",
      "",
      "Examples:",
      "  ./tarry judge close.pcapng --host 192.0.2.7",
      "  ./tarry judge run.pcapng --like 04 --case 'without TIME_WAIT'"
    })
final class JudgeCommand implements Callable<Integer> {

  private static final long BYTES_MAX = 64 << 20;
  private static final long SECOND = 1_000_000;
  private static final Path LESSONS = Path.of("models");
  private static final Pattern NUMBER = Pattern.compile(".*?0*([0-9]+)-[^/]*");

  @Mixin private final CommonFlags common = new CommonFlags();

  @Parameters(paramLabel = "CAPTURE", description = "A capture: pcapng or pcap.")
  private Path path = Path.of("");

  @Option(
      names = "--connection",
      paramLabel = "A:P-B:Q",
      description = "Which connection, where there are several: 10.0.0.1:40000-10.0.1.1:80.")
  private Optional<String> connection = Optional.empty();

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description =
          "The host where it was made, where the file does not say which way packets went.")
  private Optional<String> host = Optional.empty();

  @Option(
      names = "--client",
      paramLabel = "STACK",
      defaultValue = "linux",
      description =
          "The stack of the client: rfc9293, linux, linux-3.13 or freebsd (default:"
              + " ${DEFAULT-VALUE}).")
  private String client = "linux";

  @Option(
      names = "--server",
      paramLabel = "STACK",
      defaultValue = "linux",
      description = "The stack of the server (default: ${DEFAULT-VALUE}).")
  private String server = "linux";

  @Option(
      names = "--time-wait",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long TIME_WAIT lasts at the hosts (default: ${DEFAULT-VALUE}).")
  private int timeWait = 60;

  @Option(
      names = "--like",
      paramLabel = "PATH",
      description =
          "Judge by the world of a scenario, by which the capture was made (--also pcapng).")
  private Optional<Path> like = Optional.empty();

  @Option(
      names = "--case",
      paramLabel = "NAME",
      description = "With --like: which case; without it, the first.")
  private Optional<String> caseName = Optional.empty();

  @Override
  public Integer call() throws Refusal {
    String name = Printable.of(path.toString().replace('\\', '/'));
    Judgement judgement;
    Conversation conversation;
    try {
      conversation = Conversation.of(CaptureReader.read(bytes(name)), connection, host);
      judgement = judge(conversation);
    } catch (CaptureException e) {
      throw new Refusal(ExitCode.WRONG_INPUT, name + ": " + e.why());
    } catch (JudgeException e) {
      throw new Refusal(ExitCode.WRONG_INPUT, name + ": " + Printable.of(e.why()));
    }
    Map<Side, String> hosts = new EnumMap<>(Side.class);
    hosts.put(Side.CLIENT, conversation.client().toString());
    hosts.put(Side.SERVER, conversation.server().toString());
    PrintWriter stdout = common.stdout();
    Terminal.printColoured(stdout, JudgementText.of(judgement, hosts, lessons(), Terminal.paint()));
    Terminal.requireWritten(stdout, "the answer");
    return exitCode(judgement).number();
  }

  private Judgement judge(Conversation conversation) throws JudgeException, Refusal {
    if (like.isEmpty()) {
      return Judge.of(conversation, stack(client), stack(server), timeWait * SECOND);
    }
    Scenario scenario = ScenarioFiles.one(like.get()).scenario();
    try {
      Scenario.Case one =
          caseName.isPresent()
              ? Question.caseOf(scenario, caseName.get())
              : scenario.cases().get(0);
      return Judge.like(
          one.settings(),
          one.expectations().stream().map(Scenario.Expectation::claim).toList(),
          conversation);
    } catch (QuestionException wrong) {
      throw SurveyChecks.refusal(wrong);
    }
  }

  private static Stack stack(String name) throws Refusal {
    return Optional.ofNullable(PktWorld.STACKS.get(name))
        .orElseThrow(() ->
            new Refusal(
                ExitCode.WRONG_INPUT,
                "tarry: no stack is called '%s'; there are %s"
                    .formatted(name, String.join(", ", PktWorld.STACKS.keySet()))));
  }

  private byte[] bytes(String name) throws Refusal {
    try {
      if (Files.size(path) > BYTES_MAX) {
        throw new Refusal(
            ExitCode.WRONG_INPUT,
            name + ": it is larger than 64 MB; cut out the close, as with 'editcap'");
      }
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new Refusal(ExitCode.INPUT_OUTPUT, "tarry: " + name + " cannot be read");
    }
  }

  /** Which lesson shows how a claim breaks, where the lessons are at hand. */
  private static Map<String, String> lessons() throws Refusal {
    Map<String, String> lessons = new HashMap<>();
    if (!Files.isDirectory(LESSONS)) {
      return lessons;
    }
    for (Scenario scenario : ScenarioFiles.read(List.of(LESSONS))) {
      Matcher number = NUMBER.matcher(scenario.file());
      if (number.matches()) {
        scenario.cases().stream()
            .flatMap(one -> one.expectations().stream())
            .filter(each -> each.verdict().equals(Optional.of(Verdict.VIOLATED)))
            .forEach(each -> lessons.putIfAbsent(each.claim().id(), number.group(1)));
      }
    }
    return lessons;
  }

  private static ExitCode exitCode(Judgement judgement) {
    if (judgement.stopped()) {
      return ExitCode.UNDECIDED;
    }
    boolean fine =
        judgement.isExplained()
            && judgement.breaches().stream().noneMatch(Judgement.Breach::surely);
    return fine ? ExitCode.AS_EXPECTED : ExitCode.UNEXPECTED;
  }
}
