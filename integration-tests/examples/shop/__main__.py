import sys
import shop
from shop import gen
print(shop.Kind.B.low(), shop.Crate("x"), shop.registry, shop.cached(4), shop.Item.made_by)
print(gen.gen(3), gen.gen(""), shop.plugins.json.__name__, shop.kinds.log)
with shop.goods.managed() as m: print(m)
print(shop.goods.Point(1, 2), shop.goods.Pair(1), shop.goods.shown(3), shop.goods.Worker().daemon)
