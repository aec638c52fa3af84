package dev.dormouse.runtime.objects;

import java.lang.reflect.Method;

/**
 * Waits until the JVM has put the references that its last collection cleared into their queues,
 * through {@code jdk.internal.access}, which the launcher exports to us; by reflection, because
 * code compiled for a release cannot name an internal package.
 */
public final class ReferenceProcessing {
  private final Object access;
  private final Method await;

  private ReferenceProcessing(Object access, Method await) {
    this.access = access;
    this.await = await;
  }

  /** Null where the package is not exported to us: an embedding application's choice. */
  public static ReferenceProcessing find() {
    try {
      Object access =
          Class.forName("jdk.internal.access.SharedSecrets")
              .getMethod("getJavaLangRefAccess")
              .invoke(null);
      Method await =
          Class.forName("jdk.internal.access.JavaLangRefAccess")
              .getMethod("waitForReferenceProcessing");
      await.invoke(access);
      return new ReferenceProcessing(access, await);
    } catch (ReflectiveOperationException missing) {
      return null;
    }
  }

  /** Returns when nothing is left to process. */
  public void await() {
    try {
      while ((Boolean) await.invoke(access)) {
        // True means that there was something, and that more may follow.
      }
    } catch (ReflectiveOperationException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
