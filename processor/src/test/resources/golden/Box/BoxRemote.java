package demo;

import dev.yonder.Arg;
import dev.yonder.CallOptions;
import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import java.lang.Comparable;
import java.lang.Deprecated;
import java.lang.Integer;
import java.lang.Object;
import java.lang.SafeVarargs;
import java.lang.String;
import java.lang.SuppressWarnings;
import java.lang.Void;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Makes calls of the remote methods of {@link Box}, each of which returns a future.
 *
 * <p>Wherever a method takes an {@code Arg}, the future of another call will do.
 */
@Generated("dev.yonder.processor.RemoteProcessor")
@SuppressWarnings({"deprecation", "exports", "overloads", "rawtypes", "removal", "unchecked", "varargs", "NullAway"})
final class BoxRemote {
  private static final Calls CALLS = new Calls(null, CallOptions.none());

  private BoxRemote() {
  }

  /**
   * Returns the same methods for calls with options, which take precedence over those that
   * were given before.
   *
   * @param options what the calls ask for
   * @return the methods
   */
  public static Calls with(CallOptions options) {
    return CALLS.with(options);
  }

  /**
   * Returns the same methods for calls on a session.
   *
   * @param session where the calls run
   * @return the methods
   */
  public static Calls on(Session session) {
    return CALLS.on(session);
  }

  /**
   * Returns the methods for calls on a receiver, which travels as an argument does.
   *
   * @param receiver the object that the methods are called on
   * @return the methods
   */
  public static <T extends Comparable<T>> Bound<T> of(Box<T> receiver) {
    return CALLS.of(receiver);
  }

  /**
   * Returns the methods for calls on a receiver, which travels as an argument does.
   *
   * @param receiver the object that the methods are called on
   * @return the methods
   */
  public static <T extends Comparable<T>> Bound<T> of(Arg<? extends Box<T>> receiver) {
    return CALLS.of(receiver);
  }

  /**
   * Makes a call of {@link Box#four(int, int, int, int)}.
   *
   * @return a future of null, done when the call has ended
   */
  static RemoteFuture<Void> four(int a, int b, int c, int d) {
    return BoxInvokers.FOUR.submit(null, CallOptions.none(), new Object[] {a, b, c, d});
  }

  /**
   * Makes the call with arguments that may be futures.
   */
  static RemoteFuture<Void> four(Arg<? extends Integer> a, Arg<? extends Integer> b,
      Arg<? extends Integer> c, Arg<? extends Integer> d) {
    return BoxInvokers.FOUR.submit(null, CallOptions.none(), new Object[] {a, b, c, d});
  }

  /**
   * Makes a call of {@link Box#size(String)}.
   *
   * @return a future of the result
   */
  static RemoteFuture<Integer> size(String text) {
    return BoxInvokers.SIZE.submit(null, CallOptions.none(), new Object[] {text});
  }

  /**
   * Makes the call with arguments that may be futures.
   *
   * <p>It is named after its parameters: under the method's own name, overloads would
   * clash where they take an {@code Arg}.
   */
  static RemoteFuture<Integer> size_String(Arg<? extends String> text) {
    return BoxInvokers.SIZE.submit(null, CallOptions.none(), new Object[] {text});
  }

  /**
   * Makes a call of {@link Box#size(List)}.
   *
   * @return a future of the result
   * @deprecated lists are large
   */
  @Deprecated
  static RemoteFuture<Integer> size(List<?> list) {
    return BoxInvokers.SIZE_2.submit(null, CallOptions.none(), new Object[] {list});
  }

  /**
   * Makes the call with arguments that may be futures.
   *
   * <p>It is named after its parameters: under the method's own name, overloads would
   * clash where they take an {@code Arg}.
   *
   * @deprecated lists are large
   */
  @Deprecated
  static RemoteFuture<Integer> size_List(Arg<? extends List<?>> list) {
    return BoxInvokers.SIZE_2.submit(null, CallOptions.none(), new Object[] {list});
  }

  /**
   * Makes calls with options, on a session, or both.
   */
  public static final class Calls {
    private final Session session;

    private final CallOptions options;

    private Calls(Session session, CallOptions options) {
      this.session = session;
      this.options = options;
    }

    /**
     * Returns the same methods for calls with options, which take precedence over those that
     * were given before.
     *
     * @param options what the calls ask for
     * @return the methods
     */
    public Calls with(CallOptions options) {
      return new Calls(session, options.orElse(this.options));
    }

    /**
     * Returns the same methods for calls on a session.
     *
     * @param session where the calls run
     * @return the methods
     */
    public Calls on(Session session) {
      return new Calls(Objects.requireNonNull(session, "session"), options);
    }

    /**
     * Returns the methods for calls on a receiver, which travels as an argument does.
     *
     * @param receiver the object that the methods are called on
     * @return the methods
     */
    public <T extends Comparable<T>> Bound<T> of(Box<T> receiver) {
      return new Bound<T>(session, options, receiver);
    }

    /**
     * Returns the methods for calls on a receiver, which travels as an argument does.
     *
     * @param receiver the object that the methods are called on
     * @return the methods
     */
    public <T extends Comparable<T>> Bound<T> of(Arg<? extends Box<T>> receiver) {
      return new Bound<T>(session, options, receiver);
    }

    /**
     * Makes a call of {@link Box#four(int, int, int, int)}.
     */
    RemoteFuture<Void> four(int a, int b, int c, int d) {
      return BoxInvokers.FOUR.submit(this.session, this.options, new Object[] {a, b, c, d});
    }

    RemoteFuture<Void> four(Arg<? extends Integer> a, Arg<? extends Integer> b,
        Arg<? extends Integer> c, Arg<? extends Integer> d) {
      return BoxInvokers.FOUR.submit(this.session, this.options, new Object[] {a, b, c, d});
    }

    /**
     * Makes a call of {@link Box#size(String)}.
     */
    RemoteFuture<Integer> size(String text) {
      return BoxInvokers.SIZE.submit(this.session, this.options, new Object[] {text});
    }

    RemoteFuture<Integer> size_String(Arg<? extends String> text) {
      return BoxInvokers.SIZE.submit(this.session, this.options, new Object[] {text});
    }

    /**
     * Makes a call of {@link Box#size(List)}.
     *
     * @deprecated lists are large
     */
    @Deprecated
    RemoteFuture<Integer> size(List<?> list) {
      return BoxInvokers.SIZE_2.submit(this.session, this.options, new Object[] {list});
    }

    @Deprecated
    RemoteFuture<Integer> size_List(Arg<? extends List<?>> list) {
      return BoxInvokers.SIZE_2.submit(this.session, this.options, new Object[] {list});
    }
  }

  /**
   * Makes calls on one receiver.
   */
  public static final class Bound<T extends Comparable<T>> {
    private final Session session;

    private final CallOptions options;

    private final Object receiver;

    private Bound(Session session, CallOptions options, Object receiver) {
      this.session = session;
      this.options = options;
      this.receiver = receiver;
    }

    /**
     * Returns the largest value.
     *
     * <p>Makes a call of {@link Box#max(Comparable, Comparable[])}.
     *
     * @return a future of the result
     */
    @SafeVarargs
    final <S extends T> RemoteFuture<T> max(S first, T... rest) {
      return BoxInvokers.MAX.submit(this.session, this.options, new Object[] {this.receiver, first, rest});
    }

    /**
     * Makes the call with arguments that may be futures.
     */
    @SafeVarargs
    final <S extends T> RemoteFuture<T> max(Arg<? extends S> first, T... rest) {
      return BoxInvokers.MAX.submit(this.session, this.options, new Object[] {this.receiver, first, rest});
    }

    /**
     * Makes the call with arguments that may be futures.
     */
    <S extends T> RemoteFuture<T> max(S first, Arg<? extends T[]> rest) {
      return BoxInvokers.MAX.submit(this.session, this.options, new Object[] {this.receiver, first, rest});
    }

    /**
     * Makes the call with arguments that may be futures.
     */
    <S extends T> RemoteFuture<T> max(Arg<? extends S> first, Arg<? extends T[]> rest) {
      return BoxInvokers.MAX.submit(this.session, this.options, new Object[] {this.receiver, first, rest});
    }
  }
}
