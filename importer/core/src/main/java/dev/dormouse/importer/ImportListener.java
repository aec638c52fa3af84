package dev.dormouse.importer;

/**
 * Hears of imports as they end, submodules before their importers. Called with the interpreter lock
 * held; must not import.
 */
public interface ImportListener {
  /**
   * @param module the full name
   * @param importer the module whose loading caused this import, null if none was being loaded
   * @param depth how many modules were being loaded around it
   * @param self nanoseconds without those of imports inside
   * @param cumulative nanoseconds in all
   */
  void imported(String module, String importer, int depth, long self, long cumulative);
}
