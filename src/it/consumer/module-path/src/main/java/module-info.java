/** A user's module: two protocols, checked by Tarry. */
module example {
  requires io.tarry;

  // States and actions of record models are looked into.
  opens example to
      io.tarry;
}
