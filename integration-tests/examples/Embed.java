import dev.dormouse.script.Dormouse;
import dev.dormouse.script.PythonException;
import dev.dormouse.script.PythonValue;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineManager;

/** Python in a Java program: the embedding API, then the same engine through javax.script. */
public class Embed {
  public static void main(String[] args) throws Exception {
    try (Dormouse python = Dormouse.builder().arguments("embed").start()) {
      // Modules, functions, values.
      PythonValue textwrap = python.importModule("textwrap");
      System.out.println(textwrap.invoke("shorten", "the quick brown fox", 12).asString());

      // Code of your own, called with Java's values.
      python.exec("def total(prices, *, tax=0): return sum(prices.values()) * (100 + tax) // 100");
      PythonValue total = python.get("total");
      Map<String, Integer> prices = Map.of("tea", 300, "cake", 450);
      System.out.println(total.call(List.of(prices), Map.of("tax", 20)).asInt());

      // Java called by Python.
      Function<String, String> shout = text -> text.toUpperCase() + "!";
      python.set("shout", shout);
      System.out.println(python.eval("[shout(w) for w in 'hi you'.split()]").asList());

      // What goes wrong is a PythonException.
      try {
        python.exec("total(None)", "prices.py");
      } catch (PythonException e) {
        System.out.println(e.getMessage());
      }
    }

    ScriptEngine engine = new ScriptEngineManager().getEngineByName("python");
    engine.put("n", 10);
    System.out.println(engine.eval("import math\nmath.comb(n, 3)"));
  }
}
