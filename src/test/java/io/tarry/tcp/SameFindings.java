package io.tarry.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Finding;
import io.tarry.engine.Property;
import io.tarry.engine.SearchResult;
import io.tarry.engine.Trace;
import java.util.List;

/** Two searches of a world, one of them with states taken together, that have to say the same. */
public final class SameFindings {

  private SameFindings() {}

  /** Of each property the same verdict, with a trace of the same length or none. */
  public static void assertThatBothSayTheSame(
      List<Property<TcpModel>> asked, SearchResult one, SearchResult other) {
    for (Property<TcpModel> property : asked) {
      Finding expected = one.finding(property.name());
      Finding found = other.finding(property.name());
      assertThat(found.verdict()).as(property.name()).isEqualTo(expected.verdict());
      assertThat(found.trace().map(Trace::length))
          .as(property.name())
          .isEqualTo(expected.trace().map(Trace::length));
    }
  }
}
