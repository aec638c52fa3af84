"""audioop over fragments of every width, with odd values and wrong arguments."""

import audioop
import random


def show(call):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)


random.seed(7)
for width in 1, 2, 3, 4:
    top = 1 << 8 * width - 1
    numbers = [0, 1, -1, top - 1, -top, top // 2] + [random.randrange(-top, top) for _ in range(30)]
    a = b"".join(n.to_bytes(width, "little", signed=True) for n in numbers)
    b = a[::-1]
    for name in "max minmax avg rms avgpp maxpp cross reverse byteswap lin2ulaw lin2alaw ulaw2lin alaw2lin".split():
        show(lambda: (name, getattr(audioop, name)(a, width)))
    for factor in 0, 0.5, -1.7, 3.3:
        show(lambda: audioop.mul(a, width, factor))
        show(lambda: audioop.tomono(a, width, factor, 0.25))
        show(lambda: audioop.tostereo(a, width, factor, -0.25))
    show(lambda: audioop.add(a, b, width))
    show(lambda: audioop.bias(a, width, 77))
    for other in 1, 2, 3, 4:
        show(lambda: audioop.lin2lin(a, width, other))
    coded, state = audioop.lin2adpcm(a, width, None)
    print(coded, state, audioop.adpcm2lin(coded, width, None), audioop.adpcm2lin(coded, width, state))
    for rates in (8000, 8000), (8000, 11025), (44100, 8000):
        converted, state = audioop.ratecv(a, width, 2, *rates, None)
        print(converted, state, audioop.ratecv(b, width, 2, *rates, state, 2, 1))
    show(lambda: audioop.getsample(a, width, 3))
    show(lambda: audioop.getsample(a, width, 99))
    show(lambda: audioop.max(a + b"x", width))
    if width == 2:
        show(lambda: audioop.findfit(a, a[10:20]))
        show(lambda: audioop.findfactor(a, b))
        show(lambda: audioop.findmax(a, 5))
for call in (lambda: audioop.max(b"", 5), lambda: audioop.add(b"ab", b"abcd", 1), lambda: audioop.findfit(b"ab", b"abcd"),
             lambda: audioop.findfactor(b"ab", b"abcd"), lambda: audioop.findmax(b"ab", 3), lambda: audioop.lin2lin(b"", 1, 9),
             lambda: audioop.lin2adpcm(b"", 1, "x"), lambda: audioop.lin2adpcm(b"", 1, (1, 999)),
             lambda: audioop.ratecv(b"", 1, 0, 1, 1, None), lambda: audioop.ratecv(b"", 1, 1, 0, 1, None),
             lambda: audioop.max("text", 1)):
    show(call)
