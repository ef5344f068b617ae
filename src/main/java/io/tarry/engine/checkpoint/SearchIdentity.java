package io.tarry.engine.checkpoint;

import io.tarry.engine.Fairness;
import io.tarry.engine.Model;
import io.tarry.engine.Property;
import io.tarry.engine.Subject;
import io.tarry.engine.options.SearchOptions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * All that decides what a search says, by name: two searches that agree in this are the same.
 *
 * @param parts each in words; a search that lacks a part has no such name
 */
public record SearchIdentity(SortedMap<String, String> parts) {

  private static final int DIFFERENCES_TOLD = 3;
  private static final String ABSENT = "nothing";

  /** Of a search for these properties of a model, done in that manner. */
  public static <M extends Model> SearchIdentity of(
      Subject subject, List<Property<M>> properties, SearchOptions options, M model) {
    SortedMap<String, String> parts = new TreeMap<>();
    subject.parts().forEach((name, value) -> parts.put("setting " + name, value));
    parts.put("the program", BuildDigest.buildOf(SearchIdentity.class, model.getClass()));
    parts.put("words of a state", String.valueOf(model.words()));
    parts.put("symmetry", options.symmetries().isPresent() ? "reduced" : "not reduced");
    parts.put("compaction", options.compact() ? "compacted" : "exact");
    parts.put(
        "all properties asked",
        properties.stream().map(Property::name).collect(Collectors.joining(", ")));
    for (Property<M> property : properties) {
      String prefix = "property " + property.name() + ", ";
      parts.put(prefix + "kind", property.kind().name());
      property.premise().ifPresent(test -> parts.put(prefix + "premise", test.words()));
      parts.put(prefix + "claim", property.claim().words());
      for (int i = 0; i < property.witnesses().size(); i++) {
        parts.put(prefix + "witness " + (i + 1), property.witnesses().get(i).words());
      }
      parts.put(prefix + "rest", property.mayRest() ? "runs may rest" : "runs go on");
      for (Fairness<M> fairness : property.fairness()) {
        parts.put(prefix + "fairness of " + fairness.group(), fairness.strength().name());
      }
    }
    return new SearchIdentity(parts);
  }

  /** How this differs from what was saved, in words; empty if it does not. */
  Optional<String> differenceFrom(SearchIdentity saved) {
    SortedSet<String> names = new TreeSet<>(parts.keySet());
    names.addAll(saved.parts.keySet());
    List<String> differences =
        names.stream()
            .filter(name -> !Objects.equals(parts.get(name), saved.parts.get(name)))
            .map(name -> name + " was " + saved.told(name) + ", and is " + told(name))
            .toList();
    if (differences.isEmpty()) {
      return Optional.empty();
    }
    String told = differences.stream().limit(DIFFERENCES_TOLD).collect(Collectors.joining("; "));
    int more = differences.size() - DIFFERENCES_TOLD;
    return Optional.of(more > 0 ? told + "; and " + more + " more" : told);
  }

  private String told(String name) {
    String value = parts.get(name);
    return value == null ? ABSENT : "'" + value + "'";
  }
}
