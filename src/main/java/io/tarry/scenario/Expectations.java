package io.tarry.scenario;

import io.tarry.engine.Verdict;
import io.tarry.property.Catalogue;
import io.tarry.property.Claim;
import io.tarry.scenario.Scenario.Expectation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads which verdicts a file expects of which properties. */
final class Expectations {

  private final OwnProperties own;
  private final Complaints complaints;

  /** Reads expectations of the catalogue's properties and of the file's own. */
  Expectations(OwnProperties own, Complaints complaints) {
    this.own = own;
    this.complaints = complaints;
  }

  /** The expectations by the names of the properties, in the order of the file. */
  Map<String, Expectation> read(Optional<Node.Fields> written) {
    Map<String, Expectation> expectations = new LinkedHashMap<>();
    if (written.isEmpty()) {
      return expectations;
    }
    List<Node.Field> fields = written.get().fields();
    List<Key> keys = fields.stream().map(field -> (Key) verdictOf(field.key())).toList();
    MapReader reader = new MapReader(ScenarioKeys.EXPECT.name(), keys, written.get(), complaints);
    for (Node.Field field : fields) {
      Verdict verdict = reader.choice(verdictOf(field.key()));
      Optional<Claim> claim = Catalogue.find(field.key()).or(() -> own.find(field.key()));
      if (claim.isPresent()) {
        expectations.put(field.key(), new Expectation(claim.get(), verdict));
      } else if (!own.names().contains(field.key())) {
        List<String> ids = new ArrayList<>(Catalogue.all().stream().map(Claim::id).toList());
        ids.addAll(own.names());
        complaints.add(
            field.place(),
            "unknown property " + Words.quoted(field.key()),
            NearestWord.nearest(field.key(), ids));
      }
    }
    return expectations;
  }

  private static Key.Choice<Verdict> verdictOf(String property) {
    return new Key.Choice<>(property, "a verdict", ScenarioKeys.VERDICTS, "holds", "");
  }
}
