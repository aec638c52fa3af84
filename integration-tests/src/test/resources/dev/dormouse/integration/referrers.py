# Property testing asks who refers to an object before it keeps a weak reference only.
import gc


class Held:
    pass


def named(*objects):
    found = gc.get_referrers(*objects)
    return sorted(name for name, o in known.items() if any(o is f for f in found))


held, other, unused = Held(), Held(), [Held()]
a_list, a_tuple, a_dict, keyed = [held], (1, held), {"x": held}, {held: 1}
nested = [[[[other]]]]
innermost = nested[0][0][0]
Held.attribute = class_value = Held()
known = dict(a_list=a_list, a_tuple=a_tuple, a_dict=a_dict, keyed=keyed, innermost=innermost)
known.update(globals=globals(), nested=nested, unused=unused)
print(named(held))
print(named(other))
print(named(held, unused[0]))
print(named(class_value))
print(gc.get_referrers(Held()))
