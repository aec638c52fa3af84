"""Arguments, errors and classes of decimal: what each expression gives or raises."""
import copy, fractions, numbers, pickle
import _decimal as d

EXPRESSIONS = r"""
d.Decimal(1,2,3)
d.Decimal(foo=1)
d.Decimal('1').compare()
d.Decimal('1').compare(1,2,3)
d.Decimal('1').compare(1.5)
d.Decimal('1').exp(1)
d.Context(1,2,3,4,5,6,7,8,9)
d.Context(rounding=1)
d.Context(prec='x')
d.Context().add(1)
d.Context().add(1,y=2)
d.Context().abs()
d.Context().abs(x=1)
d.Decimal(1)<'x'
d.Decimal(1)+1.5
d.setcontext(1)
d.localcontext(1)
d.localcontext(foo=1)
d.Decimal([1])
d.Decimal((2,(1,),0))
d.Decimal((0,(1,),'x'))
d.Decimal((0,(1,),1.5))
d.Decimal((0,'1',1))
d.Decimal((0,(11,),1))
d.Decimal(object())
d.Decimal(b'1')
round(d.Decimal(1),1.5)
round(d.Decimal(1),1,2)
format(d.Decimal(1),'x')
d.Decimal(1).__format__(1)
d.Decimal(1).__format__('',1)
int(d.Decimal('nan'))
int(d.Decimal('inf'))
hash(d.Decimal('snan'))
float(d.Decimal('snan'))
d.Decimal('nan').as_integer_ratio()
d.Decimal('inf').as_integer_ratio()
d.Decimal.from_float('1')
d.Context().create_decimal(1,2)
d.Context().is_canonical(1)
d.Context().foo
delattr(d.Context(),'prec')
setattr(d.Context(),'foo',1)
setattr(d.Context(),'flags',1)
setattr(d.Context(),'clamp',1.5)
d.Context().flags['x']
d.Decimal(1).foo
setattr(d.Decimal(1),'real',1)
d.Decimal(1)<1j
d.Decimal(1)==1j
d.Decimal(1)==1+0j
pow(d.Decimal(2),3,5)
pow(2,d.Decimal(3))
pow(d.Decimal(2),3,1.5)
2**d.Decimal(3)
divmod(7,d.Decimal(2))
d.Decimal('0').quantize(1,2)
d.Decimal(1).fma(1)
d.Context().power(1)
d.Context().power(1,2,modulo=None)
d.Context().power(a=2,b=3)
hash(d.Context())==1
hash(d.Context().flags)
d.Context().flags==d.Context().flags
d.Context().flags=={}
d.Context().flags.copy()==d.Context().flags
d.Context().__reduce__()
d.Decimal(1).__reduce__()
d.Decimal(10**40)
d.Decimal(-2**63)
d.Decimal('1e5').__round__(-4)
d.Decimal('\u0661.٥')
d.Decimal(' 1 ')
d.Context().create_decimal('\u0661')
d.Decimal('1'*5000)+0==int('1'*4300)
d.DecimalTuple(1,(2,),3)
d.DefaultContext
d.BasicContext
d.ExtendedContext
d.Decimal(True)
type(d.Decimal.__add__(d.Decimal(1),True))
bool(d.Decimal('nan'))
complex(d.Decimal('1.5'))
d.Decimal(10**100).__sizeof__()
d.Context()._apply(d.Decimal(1)/3)
d.Decimal.__new__(int)
isinstance(d.Decimal(1),numbers.Number)
d.Decimal('1').__floor__()
d.Decimal(5).__rpow__(2)
d.Decimal(5).__pow__(2,7)
~d.Decimal(1)
d.Decimal(1)<<1
d.Context(flags=[1])
d.Context(traps=[d.Inexact],flags=[d.Rounded])
d.InvalidOperation(1)
d.Context(traps={})
d.Context(traps=5)
d.Context().Etiny()
d.Context().__copy__()
type(d.localcontext())()
d.Context().flags.pop(d.Inexact)
list(d.Context().traps.items())
d.Context().traps.__repr__()
d.Decimal('1e999999999999999999')*10
d.Decimal('NaN').compare(1)
sorted([d.Decimal(2),1,d.Decimal('1.5')])
sum([d.Decimal('.1')]*10)
max(d.Decimal(1),2.5)
d.Decimal(d.Decimal('snan123'))
d.Decimal('-snan').copy_abs()
d.Decimal('1').__rdivmod__('x')
d.Decimal('.5') == fractions.Fraction(1, 2)
d.Decimal('.5') < fractions.Fraction(2, 3)
d.Decimal('NaN') == fractions.Fraction(2, 3)
hash(d.Decimal('1e-400')) == hash(fractions.Fraction(1, 10 ** 400))
hash(d.Decimal('-12345678901234567890.5')) == hash(fractions.Fraction('-12345678901234567890.5'))
sorted(repr(x.__mro__) for x in vars(d).values() if isinstance(x, type) and issubclass(x, Exception))
d.getcontext.__module__, d.__name__, d.Decimal.__module__
d.Decimal('1e99999999999999').__int__()
d.Decimal(1).quantize(d.Decimal('1e-99999999999'), context=d.Context(prec=d.MAX_PREC, Emin=d.MIN_EMIN))
d.Context(prec=d.MAX_PREC).divide(1, 3)
d.Context(prec=d.MAX_PREC).sqrt(2)
d.Context(prec=d.MAX_PREC).logical_invert(1)
""".strip().splitlines()

for e in EXPRESSIONS:
    try:
        print(e, repr(eval(e)))
    except BaseException as error:
        print(e, repr(error))


class Sub(d.Decimal):
    def __init__(self, *args):
        self.x = 1


s = Sub('1.5')
t = Sub(s)
print(t is s, s.__reduce__(), [type(x) for x in (
    s + 1, +s, abs(s), Sub.from_float(1.5), s.__copy__(), s.quantize(s), s.max(s), d.Decimal(s), s.canonical(),
    s.to_integral(), s.real, s.imag)])
for p in range(pickle.HIGHEST_PROTOCOL + 1):
    print(pickle.loads(pickle.dumps(d.Decimal('1.5'), p)), pickle.loads(pickle.dumps(d.getcontext(), p)))
print(pickle.loads(pickle.dumps([d.Decimal('1.5'), d.DecimalTuple(1, (2,), 3), d.getcontext])))
print(copy.deepcopy(d.getcontext()), copy.copy(d.Decimal(1)))
with d.localcontext(prec=5) as c:
    print(d.Decimal(1) / 7, c)
print(d.Decimal(1) / 7)
