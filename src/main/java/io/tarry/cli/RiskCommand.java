package io.tarry.cli;

import io.tarry.check.CaseResult;
import io.tarry.check.Check;
import io.tarry.engine.Verdict;
import io.tarry.report.files.RiskJson;
import io.tarry.report.table.RiskText;
import io.tarry.survey.LinuxOutput;
import io.tarry.survey.Question;
import io.tarry.survey.Question.CellResult;
import io.tarry.survey.QuestionException;
import io.tarry.survey.Risk;
import io.tarry.survey.SettingRisk;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tarry risk}: what a setting risks, in seconds and sysctls. */
@Command(
    name = "risk",
    description = {
      "Says on one screen what a length of TIME_WAIT, and the settings around it, risk.",
      "Each line says which search decided it, in which world; what is arithmetic is called "
          + "so.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 said (and safe for --losses, if given); 1 not safe for --losses; 2 a wrong command",
      "line or input; 3 a limit was reached first; 4 reading or writing failed; 130 Ctrl-C.",
      "",
      "Examples:",
      "  ./tarry risk --time-wait 10s --rto 200ms --msl 2s --losses 5",
      "  sysctl net.ipv4 | ./tarry risk --sysctl -"
    })
final class RiskCommand implements Callable<Integer> {

  /** How long TIME_WAIT lasts on Linux, always. */
  private static final String LINUX_TIME_WAIT = "60s";

  /** The shortest retransmission timeout of Linux, on a quick path. */
  private static final String LINUX_RTO = "200ms";

  private static final String USUAL_MSL = "2s";

  /**
   * How many searches there are at once: the two about old bytes; all others come one after the
   * other.
   */
  private static final int SEARCHES_AT_ONCE = 2;

  private static final long INPUT_MAX = 4 << 20;

  @Mixin private final CommonFlags common = new CommonFlags();

  @Option(
      names = "--time-wait",
      paramLabel = "TIME",
      description = "How long TIME_WAIT lasts (else 60s, as Linux has it).")
  private Optional<String> timeWait = Optional.empty();

  @Option(
      names = "--rto",
      paramLabel = "TIME",
      description = "The retransmission timeout (else that of --ss, else 200ms, Linux's least).")
  private Optional<String> rto = Optional.empty();

  @Option(
      names = "--msl",
      paramLabel = "TIME",
      description = "How long a packet lives in the network at most (else 2s).")
  private Optional<String> msl = Optional.empty();

  @Option(
      names = "--losses",
      paramLabel = "N",
      description = "How many losses in a row are to be survived, 0 to 7.")
  private Optional<Integer> losses = Optional.empty();

  @Option(
      names = "--ports",
      paramLabel = "N",
      description = "How many local ports there are (else those of --sysctl, else 28232).")
  private Optional<Integer> ports = Optional.empty();

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "How many connections a second are wanted to one server address.")
  private Optional<Integer> rate = Optional.empty();

  @Option(
      names = "--sysctl",
      paramLabel = "FILE",
      description = "The output of 'sysctl net.ipv4'; - for standard input.")
  private Optional<Path> sysctl = Optional.empty();

  @Option(
      names = "--ss",
      paramLabel = "FILE",
      description = "The output of 'ss -tin', for the longest RTO in it; - for standard input.")
  private Optional<Path> ss = Optional.empty();

  @Mixin private final AnswerFlags output = new AnswerFlags();

  @Mixin private final JsonFlag json = new JsonFlag();

  @Mixin private final LimitFlags limits = new LimitFlags();

  @Mixin private final ProgressFlag progress = new ProgressFlag();

  @Override
  public Integer call() throws Refusal {
    try {
      return answer(common.stdout(), common.stderr());
    } catch (QuestionException wrong) {
      throw SurveyChecks.refusal(wrong);
    }
  }

  private int answer(PrintWriter stdout, PrintWriter err) throws Refusal, QuestionException {
    requireSensible();
    Map<String, String> sysctls =
        sysctl.isPresent() ? LinuxOutput.sysctls(read(sysctl.get())) : Map.of();
    List<String> assumed = new ArrayList<>();
    Risk risk = risk(assumed);
    RiskJson answers = new RiskJson(risk, assumed);
    say(stdout, RiskText.world(risk, assumed));
    SurveyChecks.tellShares(limits, SEARCHES_AT_ONCE, err);
    tell(err, "looking for how many losses are survived ...");
    Risk.LastAck lastAck = risk.lastAck();
    List<String> pictures =
        !output.isDrawn() || Interruption.isWanted() ? List.of() : draw(lastAck, err);
    answers.lastAck(lastAck, losses, pictures);
    say(stdout, RiskText.lastAck(lastAck, losses, pictures));
    boolean open = false;
    if (!Interruption.isWanted()) {
      tell(err, "looking whether an old byte gets in ...");
      Optional<Risk.OldBytes> oldBytes = risk.oldBytes();
      oldBytes.ifPresent(answers::oldBytes);
      oldBytes.ifPresent(found -> say(stdout, RiskText.oldBytes(risk, found)));
      open = oldBytes.filter(Risk.OldBytes::isDecided).isEmpty();
      int known = ports.orElse(LinuxOutput.ports(sysctls).orElse(Risk.LINUX_PORTS));
      Optional<Risk.Ports> last = risk.ports(known, LinuxOutput.reuseDelayMillis(sysctls), rate);
      last.ifPresent(answers::ports);
      last.ifPresent(found -> say(stdout, RiskText.ports(found)));
      Check checking = SurveyChecks.deciding(limits).using(limits.threads());
      for (SettingRisk setting : SettingRisk.of(sysctls)) {
        if (Interruption.isWanted()) {
          break;
        }
        tell(err, "looking what " + setting.setting() + " does ...");
        CaseResult result = setting.check(checking);
        answers.setting(setting, result);
        say(stdout, RiskText.setting(setting, result));
        open |= result.properties().get(0).verdict() == Verdict.UNDECIDED;
      }
    }
    ExitCode exit = exitCode(lastAck, open);
    if (json.isGiven()) {
      stdout.print(answers.text(exit.number()));
    }
    Terminal.requireWritten(stdout, "the answer");
    return exit.number();
  }

  /** A line of the screen as soon as it is known; a program wants its object as a whole. */
  private void say(PrintWriter stdout, String line) {
    if (!json.isGiven()) {
      stdout.print(line);
      stdout.flush();
    }
  }

  /**
   * What the answer comes to.
   *
   * @param open whether a limit left a question open that is not the one for the last ACK
   */
  private ExitCode exitCode(Risk.LastAck lastAck, boolean open) {
    if (Interruption.isWanted()) {
      return ExitCode.INTERRUPTED;
    }
    boolean enough = losses.filter(wanted -> lastAck.losses() >= wanted).isPresent();
    boolean lastAckIsOpen = lastAck.undecided().isPresent() && !enough;
    if (losses.isPresent() && !enough && !lastAckIsOpen) {
      return ExitCode.UNEXPECTED;
    }
    return open || lastAckIsOpen ? ExitCode.UNDECIDED : ExitCode.AS_EXPECTED;
  }

  private Risk risk(List<String> assumed) throws Refusal, QuestionException {
    if (timeWait.isEmpty()) {
      assumed.add("TIME_WAIT, as Linux has it");
    }
    if (rto.isEmpty() && ss.isEmpty()) {
      assumed.add("RTO (--rto), Linux's least");
    }
    if (msl.isEmpty()) {
      assumed.add("how long packets live (--msl)");
    }
    long rtoMillis =
        rto.isEmpty() && ss.isPresent()
            ? LinuxOutput.rtoMillis(read(ss.get()))
            : LinuxOutput.millis("--rto", rto.orElse(LINUX_RTO));
    return Risk.of(
        LinuxOutput.millis("--time-wait", timeWait.orElse(LINUX_TIME_WAIT)),
        rtoMillis,
        LinuxOutput.millis("--msl", msl.orElse(USUAL_MSL)),
        SurveyChecks.cells(limits));
  }

  private void requireSensible() throws Refusal, QuestionException {
    if (losses.filter(wanted -> wanted < 0 || wanted > Risk.LOSSES_MAX).isPresent()) {
      throw new QuestionException(
          "--losses is from 0 to " + Risk.LOSSES_MAX + ", not " + losses.get());
    }
    if (ports.filter(wanted -> wanted < 1 || wanted > 65_535).isPresent()) {
      throw new QuestionException("--ports is from 1 to 65535, not " + ports.get());
    }
    if (rate.filter(wanted -> wanted < 1).isPresent()) {
      throw new QuestionException("--rate is 1 or more, not " + rate.get());
    }
    if (sysctl.isPresent() && sysctl.equals(ss)) {
      throw new QuestionException("--sysctl and --ss cannot be the same input");
    }
    if (output.isDrawn()) {
      OutputFolder.requireWritable(output.folder());
    }
  }

  private void tell(PrintWriter err, String what) {
    if (!progress.isQuiet() && Terminal.isStderr()) {
      err.println(what);
    }
  }

  private static String read(Path file) throws Refusal {
    try {
      if (file.toString().equals("-")) {
        return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
      }
      if (Files.isRegularFile(file) && Files.size(file) > INPUT_MAX) {
        throw new Refusal(ExitCode.WRONG_INPUT, "tarry: " + file + " is longer than 4 MB");
      }
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Refusal(ExitCode.INPUT_OUTPUT, "tarry: " + file + " cannot be read");
    }
  }

  /** The first failure beside the last success; the failure's file comes first. */
  private List<String> draw(Risk.LastAck lastAck, PrintWriter err) throws Refusal {
    List<CellResult> shown =
        Stream.concat(lastAck.broken().stream(), lastAck.survived().stream())
            .filter(one -> one.property().story().isPresent())
            .toList();
    if (shown.isEmpty()) {
      return List.of();
    }
    return SurveyChecks.draw(
        output.folder(),
        Question.together("risk.last-ack.yaml", "The last ACK may be lost", shown),
        err);
  }
}
