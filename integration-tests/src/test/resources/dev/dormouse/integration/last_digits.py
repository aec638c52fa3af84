"""Prints, a line for each function, what it gives for many arguments, the same ones at every run."""

import cmath
import math
import platform
import random
import statistics

COUNT = 3000
SPECIAL = [
    0.0, -0.0, 1.0, -1.0, 0.5, 2.0, -2.0, math.inf, -math.inf, math.nan, 5e-324, 2.3e-308, -1e-310,
    1.7976931348623157e308, math.pi, math.pi / 2, math.e, 10.0, 1e22, 709.782712893384, 1024.0,
    -745.1332191019412, -745.2, 1e-300, -3.0, 0.1, 171.5, 171.7, -170.5, -190.5, 1 - 2**-53, 1 + 2**-52,
]


def scaled(low, high):
    """Numbers of many magnitudes and both signs."""

    def draw(r):
        return r.choice((1, -1)) * math.ldexp(r.uniform(1, 2), r.randint(low, high))

    return draw


def between(low, high):
    return lambda r: r.uniform(low, high)


def mixed(*kinds):
    return lambda r: r.choice(kinds)(r)


def positive(kind):
    return lambda r: abs(kind(r))


def pairs(kind, other):
    return lambda r: (kind(r), other(r))


def points(r):
    kind = r.choice((between(-2, 2), scaled(-8, 5)))
    return complex(kind(r), kind(r))


unit = mixed(between(-1, 1), scaled(-40, -1))
angle = mixed(unit, between(-7, 7), between(-1000, 1000), scaled(-30, 30), scaled(30, 1022))
size = positive(mixed(between(0, 2), between(0, 1000), scaled(-1070, 1022), scaled(-3, 3)))
exponent = mixed(unit, between(-20, 20), between(-745, 710))
base = positive(mixed(between(0, 10), scaled(-60, 60)))
any_two = pairs(mixed(between(-1, 1), scaled(-40, 40)), mixed(between(-1, 1), scaled(-40, 40)))
normal = statistics.NormalDist(0.25, 1.5)

FUNCTIONS = {
    "math": {
        "sqrt": size, "exp": exponent, "exp2": exponent, "expm1": exponent,
        "log": size, "log2": size, "log10": size, "log1p": size,
        "sin": angle, "cos": angle, "tan": angle,
        "asin": unit, "acos": unit, "atan": mixed(unit, scaled(-40, 60)), "atan2": any_two,
        "sinh": exponent, "cosh": exponent, "tanh": mixed(unit, between(-20, 20)),
        "asinh": mixed(unit, scaled(-40, 1000)), "acosh": mixed(between(1, 20), size), "atanh": unit,
        "pow": pairs(base, between(-10, 10)), "hypot": any_two,
        "gamma": mixed(between(0, 171), between(-180, 0), unit),
        "lgamma": mixed(between(0, 1000), between(-180, 0), size),
        "erf": mixed(unit, between(-6, 6)), "erfc": mixed(unit, between(-6, 27)), "cbrt": scaled(-1000, 1000),
    },
    "cmath": dict.fromkeys(
        "sqrt exp log log10 sin cos tan sinh cosh tanh asin acos atan asinh acosh atanh phase polar".split(),
        points,
    ),
    "operator": {
        "float_pow": mixed(
            pairs(base, between(-10, 10)),
            pairs(lambda r: float(r.randint(1, 50)), lambda r: float(r.randint(-9, 15))),
            pairs(lambda r: 1 + unit(r) / 2, scaled(0, 30)),
        ),
        "complex_pow": pairs(points, points),
        "complex_abs": points,
    },
    "random": dict.fromkeys(["gauss", "normalvariate", "lognormvariate", "vonmisesvariate", "gammavariate"]),
    "statistics": {"pdf": between(-4, 4), "inv_cdf": between(0, 1)},
}
OPERATORS = {"float_pow": pow, "complex_pow": pow, "complex_abs": abs}
MODULES = {"math": math, "cmath": cmath, "statistics": normal}


def outcome(function, arguments):
    try:
        value = function(*arguments)
    except (ArithmeticError, ValueError) as e:
        return f"{type(e).__name__}:{e}".replace(" ", "_")
    if isinstance(value, complex):
        value = (value.real, value.imag)
    return ",".join(map(float.hex, value if isinstance(value, tuple) else (value,)))


def results(module, name, draw):
    r = random.Random(name)
    if module == "random":
        function = getattr(r, name)
        return [outcome(function, (1.5, 2.5)) for _ in range(COUNT)]
    arguments = [draw(r) for _ in range(COUNT)]
    arguments = [a if isinstance(a, tuple) else (a,) for a in arguments]
    if module == "math":
        arguments += [(a,) if len(arguments[0]) == 1 else (a, b) for a in SPECIAL for b in SPECIAL]
    function = OPERATORS.get(name) or getattr(MODULES[module], name)
    return [outcome(function, a) for a in arguments]


print("libc", *platform.libc_ver())
for module, functions in FUNCTIONS.items():
    for name, draw in functions.items():
        print(f"{module}.{name}", *results(module, name, draw))
