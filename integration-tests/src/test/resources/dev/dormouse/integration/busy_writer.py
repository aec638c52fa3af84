import threading

stream = open("/dev/null", "wb")


def write_all_the_time():
    while True:
        stream.write(b".")
        stream.flush()


threading.Thread(target=write_all_the_time, daemon=True).start()
for i in range(50):
    stream.write(b"x")
    stream.flush()
print("done")
