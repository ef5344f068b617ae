package io.tarry.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Divided;
import io.tarry.engine.Finding;
import io.tarry.engine.Property;
import io.tarry.engine.Search;
import io.tarry.engine.Trace;
import io.tarry.engine.Verdict;
import io.tarry.property.second.SecondEvaluation;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.rules.WrongWorlds;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CatalogueTest {

  @TestFactory
  Stream<DynamicTest> each_claim_is_seen_to_fail_on_a_wrong_tcp() {
    return Catalogue.all().stream()
        .map(claim ->
            DynamicTest.dynamicTest(
                claim.id(),
                () -> {
                  Supplier<TcpModel> wrong = WrongWorlds.byClaim().get(claim.id());
                  assertThat(wrong).as("a wrong TCP that breaks it").isNotNull();
                  Finding finding =
                      Divided.remembering(Search.of(wrong), 1)
                          .run(List.of(claim.property()))
                          .finding(claim.id());
                  assertThat(finding.verdict()).isEqualTo(Verdict.VIOLATED);
                  finding.trace().ifPresent(run -> meansItsSentence(claim, wrong, run));
                }));
  }

  /** A wrong TCP may break what ghosts are told by, so it is asked of its own claim alone. */
  private static void meansItsSentence(Claim claim, Supplier<TcpModel> wrong, Trace run) {
    SecondEvaluation evaluation = new SecondEvaluation(wrong.get(), claim.id(), List.of(claim));
    evaluation.along(run);
    boolean breaksByAStep = claim.property().kind() == Property.Kind.ALWAYS;
    assertThat(evaluation.sawOneBroken()).as("broken by its sentence").isEqualTo(breaksByAStep);
  }

  @Test
  void ids_are_unique_and_plain() {
    assertThat(Catalogue.all()).extracting(Claim::id).doesNotHaveDuplicates();
    assertThat(Catalogue.all()).allSatisfy(claim -> assertThat(claim.id()).matches("[a-z0-9-]+"));
  }

  @Test
  void each_claim_has_a_witness_and_is_named_alike_everywhere() {
    assertThat(Catalogue.all())
        .allSatisfy(claim -> {
          assertThat(claim.property().name()).isEqualTo(claim.id());
          // What comes at last of what has begun is a witness that needs no name.
          boolean leadsTo = claim.property().kind() == Property.Kind.LEADS_TO;
          assertThat(claim.property().witnesses())
              .hasSize(claim.dangers().size() - (leadsTo ? 1 : 0));
        });
  }

  @Test
  void a_claim_is_found_by_its_id_and_no_other() {
    assertThat(Catalogue.find("octets-in-order")).isPresent();
    assertThat(Catalogue.find("octets-in-ordre")).isEmpty();
  }
}
