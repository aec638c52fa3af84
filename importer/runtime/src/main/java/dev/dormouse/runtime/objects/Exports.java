package dev.dormouse.runtime.objects;

import java.lang.ref.WeakReference;
import java.util.ArrayList;

/**
 * The buffers that an object has lent out. CPython counts them and relies on reference counts to
 * get back those of views that nobody holds any more; here they are held weakly, and before an
 * error is raised the garbage collector is asked once.
 */
public final class Exports {
  /** Null while nothing was lent. */
  private ArrayList<WeakReference<Buffer>> lent;

  public void add(Buffer b) {
    if (lent == null) {
      lent = new ArrayList<>(2);
    }
    lent.add(new WeakReference<>(b));
  }

  public void remove(Buffer b) {
    if (lent == null) {
      return;
    }
    for (int i = lent.size() - 1; i >= 0; i--) {
      Buffer x = lent.get(i).get();
      if (x == b || x == null) {
        lent.remove(i);
      }
    }
  }

  /** How many buffers somebody still holds. */
  public int count() {
    if (lent == null || lent.isEmpty()) {
      return 0;
    }
    remove(null);
    if (!lent.isEmpty()) {
      System.gc();
      remove(null);
    }
    return lent.size();
  }
}
