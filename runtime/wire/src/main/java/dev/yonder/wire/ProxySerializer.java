// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/** Sends dynamic proxies: the interfaces and the handler. */
final class ProxySerializer extends Serializer<Object> {

  @Override
  public void write(Kryo kryo, Output output, Object proxy) {
    kryo.writeClassAndObject(output, proxy.getClass().getInterfaces());
    kryo.writeClassAndObject(output, Proxy.getInvocationHandler(proxy));
  }

  @Override
  public Object read(Kryo kryo, Input input, Class<? extends Object> type) {
    Class<?>[] interfaces = (Class<?>[]) kryo.readClassAndObject(input);
    InvocationHandler handler = (InvocationHandler) kryo.readClassAndObject(input);
    if (interfaces == null || handler == null) {
      throw new Refused("is a proxy without interfaces or handler");
    }
    return Proxy.newProxyInstance(kryo.getClassLoader(), interfaces, handler);
  }
}
