# What backports of importlib.metadata do to the finders, and what tests put in their place.
import importlib.machinery
import sys

finder = importlib.machinery.PathFinder
print(finder, finder is sys.meta_path[-1])


class Derived(finder):
    pass


del finder.find_distributions
print(hasattr(finder, "find_distributions"), hasattr(Derived, "find_distributions"))
try:
    del finder.find_distributions
except AttributeError as error:
    print(error)
finder.find_distributions = classmethod(lambda cls, context=None: [cls.__name__])
print(finder.find_distributions(), Derived.find_distributions())

original = finder.find_spec
asked = []


def find_spec(name, path=None, target=None):
    asked.append(name)
    return original(name, path, target)


finder.find_spec = staticmethod(find_spec)
import colorsys

print(asked, Derived.find_spec is find_spec, colorsys.__spec__.name)
finder.find_spec = original
import this_is_no_module
