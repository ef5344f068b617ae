package io.tarry.packetdrill;

import io.tarry.packetdrill.PktScript.Place;

/** Why a script cannot be run. */
public final class PktException extends Exception {

  private static final long serialVersionUID = 1;

  private final boolean supported;

  private PktException(String file, Place place, String what, boolean supported) {
    super(file + ":" + place + ": " + what);
    this.supported = supported;
  }

  /** For text that is no statement of packetdrill. */
  static PktException wrong(String file, Place place, String what) {
    return new PktException(file, place, what, true);
  }

  /** For a statement that packetdrill knows and whoever runs the script does not. */
  public static PktException unsupported(String file, Place place, String what) {
    return new PktException(file, place, "not supported: " + what, false);
  }

  /** Whether the script is wrong, rather than beyond what is supported. */
  public boolean isMistake() {
    return supported;
  }

  /** Where, and what. */
  public String what() {
    return String.valueOf(getMessage());
  }
}
