# What a callback raises goes to sys.unraisablehook, and C gets a zero.
import ctypes


def fails(x):
    return 1 // x


function = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int)(fails)
function(0)
print(function(1))


def answers():
    return "no number"


ctypes.CFUNCTYPE(ctypes.c_int)(answers)()
