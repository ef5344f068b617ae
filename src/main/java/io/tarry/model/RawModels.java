package io.tarry.model;

import io.tarry.engine.Cluster;
import io.tarry.engine.Model;
import io.tarry.engine.Property;
import io.tarry.engine.SerializableSupplier;
import java.util.ArrayList;
import java.util.List;

/**
 * Models of fields, and claims about them, as the engine itself takes them: for a search that
 * {@link Check} does not do, such as one on a {@link Cluster}. What a model of records packs its
 * states to depends on the order of the search, so it cannot be spread over machines.
 */
public final class RawModels {

  private RawModels() {}

  /**
   * The model, of which the engine sees words and numbers.
   *
   * @param model makes a new instance of the same model at each call
   */
  public static <M extends FieldModel> SerializableSupplier<Model> of(
      SerializableSupplier<M> model) {
    return () -> new PackedFields<>(model, new Bounds());
  }

  /**
   * What is claimed of it, "no deadlock" included. The properties judge models that {@link #of}
   * made of the same model, and no others.
   *
   * @param claims makes the same claims at each call
   */
  public static <M extends FieldModel> SerializableSupplier<List<Property<Model>>> claims(
      SerializableSupplier<List<Claim<M, Action>>> claims) {
    return () -> {
      List<Claim<M, Action>> all = new ArrayList<>();
      all.add(Claim.noDeadlock());
      all.addAll(claims.get());
      List<Property<Model>> properties = new ArrayList<>();
      for (Claim<M, Action> claim : all) {
        properties.add(raw(claim.<M, Action>packed()));
        claim.<M, Action>packedPremise().map(RawModels::raw).ifPresent(properties::add);
      }
      return properties;
    };
  }

  // Justification: it is given the packed models of this class alone, as is said above.
  @SuppressWarnings("unchecked")
  private static <M extends FieldModel> Property<Model> raw(
      Property<PackedModel<M, Action>> property) {
    return (Property<Model>) (Property<?>) property;
  }
}
