package dev.dormouse.bench;

/** What a bare JVM does in the time that every start on it takes at least. */
public final class Hello {
  private Hello() {}

  /** Prints what the Python programs print. */
  public static void main(String[] args) {
    System.out.println("hi");
  }
}
