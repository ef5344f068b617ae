package io.tarry.engine.store;

/** How many numbers the halves of keys have had so far; each half is numbered from 0. */
public interface KeyHalves {

  int high();

  int low();
}
