package io.tarry.scenario;

import io.tarry.property.Assumption;
import io.tarry.property.Catalogue;
import io.tarry.property.Claim;
import io.tarry.property.OwnClaims;
import io.tarry.property.expression.Mistake;
import io.tarry.property.expression.Names;
import io.tarry.property.expression.Parsed;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the properties that a file itself states. */
final class OwnProperties {

  private static final List<Key.Expression> KINDS =
      List.of(
          ScenarioKeys.ALWAYS, ScenarioKeys.NEVER, ScenarioKeys.REACHABLE, ScenarioKeys.EVENTUALLY);

  private static final String ONE_OF_THEM = Words.alternatives(quoted(KINDS));

  /** The longest name; names become names of files. */
  static final int NAME_MAX = 60;

  private final Names names;
  private final Complaints complaints;
  private final Map<String, Optional<Claim>> claims = new LinkedHashMap<>();

  private OwnProperties(Names names, Complaints complaints) {
    this.names = names;
    this.complaints = complaints;
  }

  /** Reads a map from names to properties, which may use these names of hosts and connections. */
  static OwnProperties read(Optional<Node.Fields> written, Names names, Complaints complaints) {
    OwnProperties own = new OwnProperties(names, complaints);
    if (written.isPresent()) {
      for (Node.Field field : written.get().fields()) {
        own.claims.put(field.key(), own.claim(field));
      }
    }
    return own;
  }

  /** The properties without mistakes, in the order of the file. */
  List<Claim> claims() {
    return claims.values().stream().flatMap(Optional::stream).toList();
  }

  /** The property of that name, if it has no mistakes. */
  Optional<Claim> find(String name) {
    return claims.getOrDefault(name, Optional.empty());
  }

  /** All names, also of properties with mistakes. */
  Set<String> names() {
    return claims.keySet();
  }

  private Optional<Claim> claim(Node.Field field) {
    refuseBadName(field);
    if (!(field.value() instanceof Node.Fields written)) {
      complaints.add(
          field.value().place(), "expected " + ONE_OF_THEM + ", found " + field.value().shown());
      return Optional.empty();
    }
    MapReader parts =
        new MapReader(field.key(), ScenarioKeys.PROPERTIES.keys(), written, complaints);
    Map<Key.Expression, Optional<Parsed.Good>> expressions = new LinkedHashMap<>();
    for (Key.Expression kind : KINDS) {
      parts.expression(kind).ifPresent(text -> expressions.put(kind, parsed(text)));
    }
    Optional<Parsed.Good> premise = parts.expression(ScenarioKeys.WHEN).flatMap(this::parsed);
    Optional<Parsed.Good> danger = parts.expression(ScenarioKeys.DANGER).flatMap(this::parsed);
    String says = parts.text(ScenarioKeys.SAYS);
    String breaks = parts.text(ScenarioKeys.BREAKS);
    Assumption assumption = parts.choice(ScenarioKeys.ASSUMING);
    parts.finish();
    refuseOtherThanOneKind(field, parts, written);
    OwnClaims.About about =
        new OwnClaims.About(
            field.key(),
            Optional.of(says).filter(text -> !text.isEmpty()),
            complaints.file() + ":" + field.place().line());
    for (Map.Entry<Key.Expression, Optional<Parsed.Good>> first : expressions.entrySet()) {
      Optional<Claim> claim =
          first
              .getValue()
              .flatMap(
                  condition -> claim(about, parts, first.getKey(), condition, premise, assumption))
              .map(it -> breaks.isEmpty() ? it : OwnClaims.breaking(it, breaks));
      return parts.has(ScenarioKeys.DANGER)
          ? claim.flatMap(it -> danger.map(step -> OwnClaims.inDanger(it, step)))
          : claim;
    }
    return Optional.empty();
  }

  private static Optional<Claim> claim(
      OwnClaims.About about,
      MapReader parts,
      Key.Expression kind,
      Parsed.Good condition,
      Optional<Parsed.Good> premise,
      Assumption assumption) {
    if (kind.equals(ScenarioKeys.NEVER)) {
      return Optional.of(OwnClaims.never(about, condition));
    }
    if (kind.equals(ScenarioKeys.REACHABLE)) {
      return Optional.of(OwnClaims.reachable(about, condition));
    }
    if (kind.equals(ScenarioKeys.EVENTUALLY)) {
      return parts.has(ScenarioKeys.WHEN)
          ? premise.map(when -> OwnClaims.eventually(about, when, condition, assumption))
          : Optional.of(OwnClaims.eventually(about, condition, assumption));
    }
    return parts.has(ScenarioKeys.WHEN)
        ? premise.map(when -> OwnClaims.always(about, when, condition))
        : Optional.of(OwnClaims.always(about, condition));
  }

  private void refuseBadName(Node.Field field) {
    String name = field.key();
    if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*") || name.length() > NAME_MAX) {
      complaints.add(
          field.place(),
          "a property's name is made of small letters, digits and '-', at most " + NAME_MAX);
    } else if (Catalogue.find(name).isPresent()) {
      complaints.add(
          field.place(), "there is a property '%s' already, for every file".formatted(name));
    }
  }

  private void refuseOtherThanOneKind(Node.Field field, MapReader parts, Node.Fields written) {
    List<Key.Expression> kinds = KINDS.stream().filter(parts::has).toList();
    List<String> others =
        List.of(
            ScenarioKeys.WHEN.name(),
            ScenarioKeys.DANGER.name(),
            ScenarioKeys.ASSUMING.name(),
            ScenarioKeys.SAYS.name(),
            ScenarioKeys.BREAKS.name());
    boolean othersKnown = written.fields().stream().allMatch(part -> others.contains(part.key()));
    if (kinds.isEmpty() && othersKnown) {
      complaints.add(field.place(), "'%s' needs %s".formatted(field.key(), ONE_OF_THEM));
    }
    if (kinds.size() > 1) {
      Place one = parts.placeOf(kinds.get(0));
      Place other = parts.placeOf(kinds.get(1));
      complaints.add(
          one.compareTo(other) < 0 ? other : one,
          "'%s' and '%s' are two properties; give each a name"
              .formatted(kinds.get(0).name(), kinds.get(1).name()));
    }
    refuseWithOthers(
        ScenarioKeys.WHEN, List.of(ScenarioKeys.ALWAYS, ScenarioKeys.EVENTUALLY), kinds, parts);
    refuseWithOthers(
        ScenarioKeys.DANGER, List.of(ScenarioKeys.ALWAYS, ScenarioKeys.NEVER), kinds, parts);
    refuseWithOthers(ScenarioKeys.ASSUMING, List.of(ScenarioKeys.EVENTUALLY), kinds, parts);
  }

  private void refuseWithOthers(
      Key key, List<Key.Expression> fitting, List<Key.Expression> kinds, MapReader parts) {
    if (parts.has(key) && !kinds.isEmpty() && Collections.disjoint(kinds, fitting)) {
      complaints.add(
          parts.placeOf(key),
          "'%s' goes with %s only, not with '%s'"
              .formatted(key.name(), Words.alternatives(quoted(fitting)), kinds.get(0).name()));
    }
  }

  private static List<String> quoted(List<Key.Expression> keys) {
    return keys.stream().map(key -> Words.quoted(key.name())).toList();
  }

  private Optional<Parsed.Good> parsed(Node.Text text) {
    Optional<Place> escape = text.written().escape();
    if (escape.isPresent()) {
      complaints.add(escape.get(), "an expression needs no '\\'; write it without");
      return Optional.empty();
    }
    Parsed parsed = Parsed.of(text.value(), names);
    if (parsed instanceof Parsed.Good good) {
      return Optional.of(good);
    }
    Place[] places = text.written().places();
    for (Mistake mistake : ((Parsed.Bad) parsed).mistakes()) {
      complaints.add(
          places[mistake.offset()],
          mistake.problem(),
          NearestWord.nearest(mistake.written(), mistake.words()));
    }
    return Optional.empty();
  }
}
