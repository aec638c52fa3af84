"""What id(), copying and pickling of many objects take objects for."""

import copy, pickle


class C:
    pass


objects = [C() for i in range(150_000)]
ids = [id(o) for o in objects]
print(len(set(ids)) == len(objects), ids == [id(o) for o in objects], hex(ids[0]) in repr(objects[0]))
some = objects[:30_000]
for i, o in enumerate(some):
    o.number = i
for copied in copy.deepcopy(some), pickle.loads(pickle.dumps(some)):
    print([o.number for o in copied] == list(range(len(some))))
for f in bytearray.maketrans, str.maketrans, dict.fromkeys:
    print(f.__self__, f.__qualname__, f.__reduce__(), pickle.loads(pickle.dumps(f)) == f, repr(f)[:28])
for descriptor in bytearray.__dict__['maketrans'], dict.__dict__['fromkeys']:
    try:
        pickle.dumps(descriptor)
    except TypeError as e:
        print(e)
