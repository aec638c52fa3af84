"""Operations of decimal on random numbers in random contexts: one line per case, with the signals it gave.

Arguments: the seed and the number of cases.
"""
import random, sys
from decimal import *

R = random.Random(int(sys.argv[1]))

ROUNDINGS = [ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP]
ODD = ['NaN', 'sNaN', '-NaN123', 'sNaN99999999', 'Inf', '-Inf', 'NaN' + '7' * 40]
SIMPLE = ['0', '-0', '0E5', '-0E-7', '0E+400', '1', '-1', '1.00', '10', '100E3', '0.1', '1E-9']
SECOND = [0, 1, 2, 3, -1, -2, 5, '.5', '101', '110', '1E3']
UNARY = """exp ln log10 next_minus next_plus normalize sqrt logb logical_invert abs minus plus to_integral_exact
    to_integral_value copy_abs copy_negate to_sci_string to_eng_string number_class is_normal is_subnormal _apply
    create_decimal""".split()
BINARY = """add subtract multiply divide divide_int remainder remainder_near compare compare_signal compare_total
    compare_total_mag copy_sign max max_mag min min_mag next_toward quantize logical_and logical_or logical_xor rotate
    scaleb shift divmod power same_quantum""".split()
FORMATS = """{:.3f} {:e} {:.5e} {:.4g} {:,} {:012,.2f} {:+.1%} {:z.1f} {:<20} {:^+25.3E} {:=15} {:030,} {:n} {:G}""".split()


def number(prec):
    kind = R.random()
    if kind < .04:
        return R.choice(ODD)
    if kind < .1:
        return R.choice(SIMPLE)
    n = R.choice([1, 2, 3, prec, prec + 1, 2 * prec, R.randint(1, 3 * prec)])
    digits = ''.join(R.choice('0123456789' if R.random() < .7 else '09995') for _ in range(n))
    exponent = R.choice([0, 0, 0, -n, -n + 1, -1, 1, R.randint(-3 * prec, 3 * prec), R.randint(-420, 420)])
    return R.choice(['', '-']) + digits + 'E%d' % exponent


def conversions(a):
    results = [bool(a), str(a), repr(a), a.as_tuple()]
    for f in int, round, float, Decimal.as_integer_ratio, lambda x: round(x, 2), hash:
        try:
            results.append(f(a) if f is not hash or not a.is_qnan() else None)
        except Exception as e:
            results.append(repr(e))
    return results


def case():
    prec = R.choice([1, 2, 3, 5, 9, 16, 28, 40])
    c = Context(prec=prec, Emax=R.choice([0, prec, 20, 100, 384, 999999]), Emin=-R.choice([0, prec, 20, 100, 383, 999999]),
                rounding=R.choice(ROUNDINGS), clamp=R.choice([0, 0, 1]), capitals=R.choice([1, 1, 0]), traps=[])
    setcontext(c)
    said = repr(c)
    a, b, d = Decimal(number(prec)), Decimal(number(prec)), Decimal(number(prec))
    kind = R.random()
    try:
        if kind < .35:
            case = R.choice(UNARY), a
            r = getattr(c, case[0])(a)
        elif kind < .85:
            op = R.choice(BINARY)
            if R.random() < .3:
                b = Decimal(R.choice(SECOND))
            if op == 'power':
                # Others may end in a half, which the reference does not see.
                b = (b % 1000).to_integral() if b.is_finite() else b
            case = op, a, b
            r = getattr(c, op)(a, b)
        elif kind < .88:
            case = 'fma', a, b, d
            r = c.fma(a, b, d)
        elif kind < .9:
            case = 'power modulo', a, b, d
            r = c.power(a, b, d)
        elif kind < .95:
            case = R.choice(FORMATS), a
            r = case[0].format(a)
        elif kind < .97:
            case = 'conversions', a
            r = conversions(a)
        else:
            f = R.uniform(-1e3, 1e3) * 10.0 ** R.randint(0, 9)
            case = 'comparisons', a, b, f
            r = a < f, a == f, a >= f, Decimal(f), c.create_decimal_from_float(f), a == b, a < b, a >= b
    except Exception as e:
        r = repr(e)
    print(said, *map(str, case), '->', [str(x) for x in r] if isinstance(r, (tuple, list)) else str(r),
          [k.__name__ for k, v in c.flags.items() if v])


for _ in range(int(sys.argv[2])):
    case()
