package io.tarry.report.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.tarry.check.CaseResult;
import io.tarry.check.PropertyResult;
import io.tarry.check.Story;
import io.tarry.engine.Verdict;
import io.tarry.report.EndlessStories;
import io.tarry.report.Results;
import io.tarry.report.SeveralSocketsStories;
import io.tarry.report.Stories;
import io.tarry.scenario.Scenario;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResultsJsonTest {

  private final Scenario scenario = Results.scenario("models/04-why.yaml", "without TIME_WAIT");

  @Test
  void a_counterexample_has_every_field_that_programs_rely_on() {
    JsonObject result =
        only(Results.of(scenario, "without TIME_WAIT", Results.violated(Verdict.VIOLATED)));

    assertThat(result.get("scenario").getAsString()).isEqualTo("models/04-why.yaml");
    assertThat(result.get("case").getAsString()).isEqualTo("without TIME_WAIT");
    assertThat(result.get("property").getAsString())
        .isEqualTo("fin-from-last-ack-never-answered-by-rst");
    assertThat(result.get("verdict").getAsString()).isEqualTo("violated");
    assertThat(result.get("expected").getAsString()).isEqualTo("violated");
    assertThat(result.get("asExpected").getAsBoolean()).isTrue();
    assertThat(result.get("states").getAsLong()).isEqualTo(12_345);
    assertThat(result.get("transitions").getAsLong()).isEqualTo(45_678);
    assertThat(result.get("depth").getAsInt()).isEqualTo(23);
    assertThat(result.get("millis").getAsLong()).isEqualTo(412);
    assertThat(result.get("bytesPerState").getAsDouble()).isEqualTo(162.0);
    assertThat(result.get("traceKind").getAsString()).isEqualTo("counterexample");
    assertThat(result.get("claim").getAsString()).startsWith("A FIN retransmitted");
    assertThat(result.get("reports").getAsJsonArray()).isEmpty();
    assertThat(result.has("stoppedBy")).isFalse();
  }

  @Test
  void a_trace_tells_each_step_with_its_host_and_reason() {
    JsonArray trace =
        only(Results.of(scenario, "without TIME_WAIT", Results.violated(Verdict.VIOLATED)))
            .getAsJsonArray("trace");

    assertThat(trace).hasSize(11);
    JsonObject first = trace.get(0).getAsJsonObject();
    assertThat(first.get("step").getAsInt()).isEqualTo(1);
    assertThat(first.get("tick").getAsInt()).isZero();
    assertThat(first.get("host").getAsString()).isEqualTo("client");
    assertThat(first.get("action").getAsString()).isEqualTo("close()");
    assertThat(first.get("why").getAsString()).isEqualTo("CLOSE sends FIN after what is queued");
    assertThat(first.get("source").getAsString()).startsWith("RFC 9293");
    JsonObject fin = first.getAsJsonArray("sent").get(0).getAsJsonObject();
    assertThat(fin.get("segment").getAsString()).isEqualTo("FIN,ACK seq=101 ack=301");
    assertThat(fin.get("flags").getAsString()).isEqualTo("FIN,ACK");
    assertThat(fin.get("seq").getAsInt()).isEqualTo(101);
    assertThat(fin.get("ack").getAsInt()).isEqualTo(301);
    assertThat(fin.get("length").getAsInt()).isZero();
    assertThat(first.getAsJsonArray("changes").get(0).getAsJsonObject().get("to").getAsString())
        .isEqualTo("FIN_WAIT_1");
    assertThat(host(trace, 5)).isEqualTo("network");
    assertThat(host(trace, 6)).isEqualTo("clock");
    assertThat(host(trace, 10)).isEqualTo("client");
  }

  @Test
  void a_loop_names_its_first_step_and_a_run_that_ends_has_none() {
    JsonObject loop = only(told(EndlessStories.acksForEver()));
    JsonObject end = only(told(Stories.lastAckLostWithoutTimeWait()));

    assertThat(loop.get("loopStart").getAsInt()).isEqualTo(5);
    assertThat(end.has("loopStart")).isFalse();
  }

  @Test
  void of_several_clients_the_right_one_is_named() {
    JsonArray trace = only(told(SeveralSocketsStories.behindNat())).getAsJsonArray("trace");

    assertThat(host(trace, 0)).isEqualTo("client");
    assertThat(host(trace, 1)).isEqualTo("client2");
    assertThat(host(trace, 2)).isEqualTo("server");
    JsonObject second = trace.get(1).getAsJsonObject();
    JsonObject change = second.getAsJsonArray("changes").get(0).getAsJsonObject();
    assertThat(change.get("host").getAsString()).isEqualTo("client2");
    assertThat(change.get("socket").getAsString()).isEqualTo(":40001");
    assertThat(second.getAsJsonArray("sent").get(0).getAsJsonObject().get("from").getAsString())
        .isEqualTo("client2");
  }

  private CaseResult told(Story story) {
    return Results.of(
        scenario,
        "without TIME_WAIT",
        new PropertyResult(
            Results.NEVER_RST,
            Verdict.VIOLATED,
            Verdict.VIOLATED,
            Optional.empty(),
            Optional.of(story)));
  }

  @Test
  void what_holds_names_its_danger_and_whether_it_arises_and_nothing_else_does() {
    JsonObject met = only(Results.of(scenario, "with TIME_WAIT", Results.holds()));
    JsonObject not = only(Results.of(scenario, "with TIME_WAIT", Results.outOfDanger()));
    JsonObject violated =
        only(Results.of(scenario, "without TIME_WAIT", Results.violated(Verdict.VIOLATED)));

    assertThat(met.get("danger").getAsString()).isEqualTo("the FIN comes again");
    assertThat(met.get("dangerArises").getAsBoolean()).isTrue();
    assertThat(not.get("danger").getAsString()).isEqualTo("the FIN comes again");
    assertThat(not.get("dangerArises").getAsBoolean()).isFalse();
    assertThat(not.has("trace")).isFalse();
    assertThat(violated.has("danger")).isFalse();
  }

  @Test
  void an_undecided_result_has_no_trace_and_says_what_stopped_it() {
    JsonObject result =
        only(
            Results.stopped(
                scenario,
                "without TIME_WAIT",
                Results.without(Results.REACHED, Verdict.UNDECIDED, Verdict.HOLDS)));

    assertThat(result.get("verdict").getAsString()).isEqualTo("undecided");
    assertThat(result.get("asExpected").getAsBoolean()).isFalse();
    assertThat(result.get("stoppedBy").getAsString()).isEqualTo("states");
    assertThat(result.has("trace")).isFalse();
    assertThat(result.has("traceKind")).isFalse();
  }

  @Test
  void no_results_are_an_object_too() {
    JsonObject whole = parse(ResultsJson.of(List.of(), WrittenFiles.nothing(), 2));

    assertThat(whole.get("schema").getAsInt()).isEqualTo(1);
    assertThat(whole.getAsJsonArray("results")).isEmpty();
    assertThat(whole.get("exit").getAsInt()).isEqualTo(2);
  }

  private static JsonObject only(CaseResult result) {
    JsonArray results =
        parse(ResultsJson.of(List.of(result), WrittenFiles.nothing(), 0)).getAsJsonArray("results");
    assertThat(results).hasSize(1);
    return results.get(0).getAsJsonObject();
  }

  private static String host(JsonArray trace, int index) {
    return trace.get(index).getAsJsonObject().get("host").getAsString();
  }

  private static JsonObject parse(String json) {
    return JsonParser.parseString(json).getAsJsonObject();
  }
}
