import argparse

from greet import greeting

parser = argparse.ArgumentParser(prog="greet", description="Greets people.")
parser.add_argument("names", nargs="+", metavar="name")
parser.add_argument("--loud", action="store_true", help="in capital letters")
arguments = parser.parse_args()
for name in arguments.names:
    print(greeting(name, loud=arguments.loud))
