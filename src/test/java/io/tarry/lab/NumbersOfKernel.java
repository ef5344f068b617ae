package io.tarry.lab;

/** Numbers of one end, in the model and in a kernel: equally far from one that both have. */
final class NumbersOfKernel {

  private final int[] model = new int[2];
  private final int[] kernel = new int[2];
  private boolean besides;

  NumbersOfKernel(int model, int kernel) {
    fix(model, kernel);
  }

  /** From now on, these two are the same number. */
  void fix(int ofModel, int ofKernel) {
    model[0] = ofModel;
    kernel[0] = ofKernel;
    besides = false;
  }

  /** Until further notice, these two are the same number as well, whatever lies between. */
  void also(int ofModel, int ofKernel) {
    model[1] = ofModel;
    kernel[1] = ofKernel;
    besides = true;
  }

  /** Forgets what {@link #also} said. */
  void forget() {
    besides = false;
  }

  int toKernel(int ofModel) {
    int nearest = besides && Math.abs(ofModel - model[1]) < Math.abs(ofModel - model[0]) ? 1 : 0;
    return kernel[nearest] + ofModel - model[nearest];
  }

  int toModel(int ofKernel) {
    int nearest = besides && distance(ofKernel, kernel[1]) < distance(ofKernel, kernel[0]) ? 1 : 0;
    return model[nearest] + ofKernel - kernel[nearest];
  }

  /** Sequence numbers are taken modulo 2^32. */
  private static long distance(int one, int other) {
    return Math.abs((long) (one - other));
  }
}
