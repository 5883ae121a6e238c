// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.util.DefaultInstantiatorStrategy;
import java.util.ArrayList;
import java.util.List;
import org.objenesis.strategy.StdInstantiatorStrategy;

/**
 * A Kryo with the project's serializers, and the arrays beside the value at hand; for one thread at
 * a time.
 */
final class WireKryo extends Kryo {
  /** How many objects lead one to another at most, so that the stack is not what ends first. */
  static final int DEEPEST = 1_000;

  private List<Object> arrays = new ArrayList<>();

  /** Constructs a Kryo that finds classes by the loader. */
  WireKryo(ClassLoader loader) {
    super(new NamedClasses(loader), new StrictReferences());
    setClassLoader(loader);
    setRegistrationRequired(false);
    setInstantiatorStrategy(new DefaultInstantiatorStrategy(new StdInstantiatorStrategy()));
    setMaxDepth(DEEPEST);
    FixedTypes.register(this);
  }

  /** Sets the arrays beside the value that is written or read next. */
  void beside(List<Object> arrays) {
    this.arrays = arrays;
  }

  /** Leaves an array beside the value, and returns its index. */
  int leave(Object array) {
    arrays.add(array);
    return arrays.size() - 1;
  }

  /**
   * Returns an array that was left beside the value.
   *
   * @throws Refused if there is none of that index
   */
  Object left(int index) {
    if (index >= arrays.size()) {
      throw new Refused("refers to array " + index + " of " + arrays.size());
    }
    return arrays.get(index);
  }

  /**
   * {@inheritDoc}
   *
   * @throws Refused if objects of the class cannot be sent
   */
  @Override
  @SuppressWarnings("rawtypes") // as Kryo declares it
  public Registration getRegistration(Class type) {
    Registration known = getClassResolver().getRegistration(type);
    if (known != null) {
      return known;
    }
    Class<?> standard = StandardForms.of(type);
    return standard == null
        ? super.getRegistration(type)
        : getClassResolver().getRegistration(standard);
  }

  @Override
  @SuppressWarnings("rawtypes") // as Kryo declares it
  public Serializer getDefaultSerializer(Class type) {
    return OwnTypes.serializerOf(type, this);
  }
}
