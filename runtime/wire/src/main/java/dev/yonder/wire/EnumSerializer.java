// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

/** Writes the constants of an enum by their number; the fingerprint is that of their names. */
final class EnumSerializer extends PayloadSerializer<Enum<?>> {
  private final Enum<?>[] constants;
  private final int fingerprint;

  EnumSerializer(Class<?> type) {
    super(Identity.NONE);
    constants = (Enum<?>[]) type.getEnumConstants();
    int hash = 1;
    for (Enum<?> constant : constants) {
      hash = 31 * hash + constant.name().hashCode();
    }
    fingerprint = hash;
  }

  @Override
  int fingerprint() {
    return fingerprint;
  }

  @Override
  @SuppressWarnings("EnumOrdinal") // The fingerprint makes sure that both sides number alike.
  void write(PayloadKryo kryo, PayloadOutput out, Enum<?> constant) {
    out.writeVarInt(constant.ordinal(), true);
  }

  @Override
  Enum<?> read(PayloadKryo kryo, PayloadInput in) {
    int ordinal = in.readVarInt(true);
    if (ordinal < 0 || ordinal >= constants.length) {
      throw new PayloadException("the bytes are damaged: there is no constant " + ordinal);
    }
    return constants[ordinal];
  }
}
