"""The names that test_call needs to be imported. What it tests of C's calling conventions fails here."""


def _missing(*args, **kwargs):
    raise NotImplementedError("a function written in C")


class MethInstance:
    meth_varargs = meth_varargs_keywords = _missing
    meth_fastcall = meth_fastcall_keywords = _missing
    meth_noargs = meth_o = _missing


MethClass = MethStatic = MethInstance
meth_varargs = meth_varargs_keywords = _missing
meth_fastcall = meth_fastcall_keywords = _missing
meth_noargs = meth_o = _missing
