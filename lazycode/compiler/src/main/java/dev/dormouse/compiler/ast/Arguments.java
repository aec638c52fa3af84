package dev.dormouse.compiler.ast;

/** The parameters of a function or lambda. */
public final class Arguments {
  public Arg[] posonlyargs;
  public Arg[] args;

  /** Null without {@code *args}. */
  public Arg vararg;

  public Arg[] kwonlyargs;

  /** As long as kwonlyargs; null where a parameter has no default. */
  public Expr[] kwDefaults;

  /** Null without {@code **kwargs}. */
  public Arg kwarg;

  /** Those of the last positional parameters. */
  public Expr[] defaults;

  public Arguments(
      Arg[] posonlyargs,
      Arg[] args,
      Arg vararg,
      Arg[] kwonlyargs,
      Expr[] kwDefaults,
      Arg kwarg,
      Expr[] defaults) {
    this.posonlyargs = posonlyargs;
    this.args = args;
    this.vararg = vararg;
    this.kwonlyargs = kwonlyargs;
    this.kwDefaults = kwDefaults;
    this.kwarg = kwarg;
    this.defaults = defaults;
  }
}
