package dev.dormouse.runtime.modules.ast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dormouse.runtime.eval.Snippets;
import org.junit.jupiter.api.Test;

/** Node classes and both conversions. Expectations are CPython 3.11's. */
class AstModuleTest {
  private static final String HELPERS =
      """
      def dump(n):
          if isinstance(n, _ast.AST):
              return type(n).__name__ + '(' + ', '.join([dump(getattr(n, f)) for f in n._fields]) + ')'
          if isinstance(n, list):
              return '[' + ', '.join([dump(x) for x in n]) + ']'
          return repr(n)
      def parse(source, mode='exec'):
          return compile(source, 'x', mode, _ast.PyCF_ONLY_AST)
      at = {'lineno': 1, 'col_offset': 0}
      def module(*body):
          return _ast.Module(list(body), [])
      """;

  private static String run(String source) {
    return Snippets.result(HELPERS + source, "_ast");
  }

  @Test
  void constructor_setsFieldsByPositionAndName() {
    assertEquals(
        "{'left': 1, 'op': 2, 'right': 3, 'extra': 4}",
        run("result = _ast.BinOp(1, 2, right=3, extra=4).__dict__"));
    assertEquals(
        "TypeError: BinOp constructor takes at most 3 positional arguments",
        run("_ast.BinOp(1, 2, 3, 4)"));
    assertEquals(
        "TypeError: BinOp got multiple values for argument 'left'", run("_ast.BinOp(1, left=2)"));
  }

  @Test
  void classes_sayWhatTheyAreMadeOf() {
    assertEquals(
        "('BinOp(expr left, operator op, expr right)', ('left', 'op', 'right'), ('lineno',"
            + " 'col_offset', 'end_lineno', 'end_col_offset'), 'ast')",
        run("c = _ast.BinOp\nresult = c.__doc__, c._fields, c._attributes, c.__module__"));
    assertEquals("'boolop = And | Or'", run("result = _ast.boolop.__doc__"));
    assertEquals("None", run("result = _ast.Return().value"));
  }

  @Test
  void parse_makesNodes() {
    assertEquals(
        "\"Module([Assign([Name('x', Store())], BinOp(Constant(1, None), Add(), Name('y', Load())),"
            + " None)], [])\"",
        run("result = dump(parse('x = 1 + y'))"));
    assertEquals(
        "'FunctionType([Name(\\'int\\', Load())], Name(\\'str\\', Load()))'"
            .replace("\\'", "'")
            .replaceFirst("^'", "\"")
            .replaceFirst("'$", "\""),
        run("result = dump(parse('(int) -> str', 'func_type'))"));
  }

  @Test
  void operatorsAndContexts_areShared() {
    assertEquals(
        "True",
        run("a = parse('a')\nb = parse('b')\nresult = a.body[0].value.ctx is b.body[0].value.ctx"));
  }

  @Test
  void parsedTree_runsAsItsSourceDoes() {
    assertEquals(
        "[0, 2, 4]",
        run(
            "space = {}\n"
                + "exec(compile(parse('r = [2 * i for i in range(3)]'), 'x', 'exec'), space)\n"
                + "result = space['r']"));
  }

  @Test
  void missingFields_areNamed() {
    assertEquals(
        "TypeError: required field \"body\" missing from Module",
        run("compile(_ast.Module(), 'x', 'exec')"));
    assertEquals(
        "TypeError: required field \"lineno\" missing from stmt",
        run("compile(module(_ast.Pass()), 'x', 'exec')"));
    assertEquals(
        "ValueError: field 'value' is required for Expr",
        run("compile(module(_ast.Expr(None, **at)), 'x', 'exec')"));
    assertEquals(
        "TypeError: expected Module node, got Pass", run("compile(_ast.Pass(), 'x', 'exec')"));
  }

  @Test
  void treesTheParserCannotMake_areRefused() {
    assertEquals(
        "ValueError: expression must have Load context but has Store instead",
        run("compile(module(_ast.Expr(_ast.Name('x', _ast.Store(), **at), **at)), 'x', 'exec')"));
    assertEquals(
        "ValueError: identifier field can't represent 'None' constant",
        run("compile(module(_ast.Expr(_ast.Name('None', _ast.Load(), **at), **at)), 'x', 'exec')"));
    assertEquals(
        "TypeError: got an invalid type in Constant: list",
        run("compile(module(_ast.Expr(_ast.Constant([], **at), **at)), 'x', 'exec')"));
    assertEquals(
        "ValueError: empty targets on Delete",
        run("compile(module(_ast.Delete([], **at)), 'x', 'exec')"));
  }

  @Test
  void onlyAstOfATree_isTheTree() {
    assertEquals(
        "True", run("t = parse('a')\nresult = compile(t, 'x', 'exec', _ast.PyCF_ONLY_AST) is t"));
  }
}
