package io.tarry.jqwik;

import java.util.List;

/** A property of Tarry does not hold in a world that was drawn. */
public final class WorldFailure extends AssertionError {

  private static final long serialVersionUID = 1;

  private final transient DrawnWorld world;
  private final String property;

  WorldFailure(DrawnWorld world, String property, String message) {
    super(message);
    this.world = world;
    this.property = property;
  }

  /** The same, whose message ends with these lines. */
  WorldFailure saying(List<String> lines) {
    WorldFailure longer =
        new WorldFailure(world, property, getMessage() + "\n" + String.join("\n", lines) + "\n");
    longer.setStackTrace(getStackTrace());
    return longer;
  }

  /** The world. */
  public DrawnWorld world() {
    return world;
  }

  /** The property, by its name. */
  public String property() {
    return property;
  }
}
