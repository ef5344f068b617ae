package io.tarry.check;

import io.tarry.engine.Property;
import io.tarry.engine.SerializableSupplier;
import io.tarry.property.Claim;
import io.tarry.scenario.Reading;
import io.tarry.scenario.Scenario;
import io.tarry.scenario.ScenarioReader;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.settings.Settings;
import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * What is asked of a case, as it goes to other machines: each reads the file for itself, since a
 * claim is code, which does not travel.
 *
 * @param file the file's name
 * @param text what stands in it
 * @param caseName the case
 * @param claims the ids of what is claimed of it
 * @param ghosts what its world remembers
 * @param faults the most faults of its network, {@link Settings#UNLIMITED} if nothing bounds them
 */
record RemoteCase(
    String file,
    String text,
    String caseName,
    List<String> claims,
    Set<Settings.Ghost> ghosts,
    int faults)
    implements Serializable {

  SerializableSupplier<TcpModel> models() {
    return () -> new TcpModel(settings());
  }

  SerializableSupplier<List<Property<TcpModel>>> properties() {
    return () -> claimed().stream().map(Claim::property).toList();
  }

  private Settings settings() {
    return checked().settings().remembering(ghosts).withFaults(faults);
  }

  private List<Claim> claimed() {
    List<Claim> all = scenario().claims();
    return claims.stream().map(id -> named(id, all)).toList();
  }

  private static Claim named(String id, List<Claim> all) {
    return all.stream().filter(claim -> claim.id().equals(id)).findFirst().orElseThrow();
  }

  private Scenario.Case checked() {
    return scenario().cases().stream()
        .filter(one -> one.name().equals(caseName))
        .findFirst()
        .orElseThrow();
  }

  private Scenario scenario() {
    if (ScenarioReader.read(file, text) instanceof Reading.Good good) {
      return good.scenario();
    }
    throw new IllegalStateException(file + " was a scenario when it was sent, and is none now");
  }
}
