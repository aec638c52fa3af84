"""test_inspect looks at the signatures of a class in C; without that, at the one in Python."""


def __getattr__(name):
    # Not for pickle itself, which asks for other names first and then does without.
    if name == "Pickler":
        import pickle

        return pickle._Pickler
    raise AttributeError(name)
