# A daemon thread waits for input that never comes; the program ends all the same.
import os
import socket
import threading

ours, theirs = socket.socketpair()
reader, writer = os.pipe()
stream = theirs.makefile("rb")
pipe = open(reader, "rb")
started = threading.Barrier(3)


def wait(source):
    started.wait()
    source.read(10)


for source in (stream, pipe):
    threading.Thread(target=wait, args=(source,), daemon=True).start()
started.wait()
ours.send(b"half")
print("done")
