"""Greets people: the example of the README's section on images."""


def greeting(name, *, loud=False):
    """The words for one person."""
    words = f"Good morning, {name}."
    return shout(words) if loud else words


def shout(words):
    """Stays asleep unless --loud is given."""
    return words.upper().replace(".", "!")
