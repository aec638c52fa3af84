"""Small modules over the system's libraries: logs, passwords, shared memory, semaphores, processes."""

import multiprocessing
import os
import threading


def show(call):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)


def square(n):
    return n * n


def main():
    import _multiprocessing
    import _posixshmem
    import crypt
    import spwd
    import syslog

    for module in _multiprocessing, _posixshmem, spwd, syslog:
        print(module.__name__, [n for n in dir(module) if n not in ("__file__", "__loader__")])
    print([(n, getattr(syslog, n)) for n in dir(syslog) if n.startswith("LOG_") and isinstance(getattr(syslog, n), int)])
    print(syslog.LOG_MASK(3), syslog.LOG_UPTO(3), syslog.setlogmask(syslog.LOG_UPTO(7)), syslog.setlogmask(0))
    show(lambda: syslog.openlog("test", syslog.LOG_PID, syslog.LOG_LOCAL0))
    show(lambda: syslog.syslog(syslog.LOG_DEBUG, "from a test: 100%"))
    show(lambda: syslog.syslog("from a test"))
    show(syslog.closelog)
    show(syslog.syslog)
    show(lambda: syslog.openlog(1))

    print(crypt.crypt("password", "$6$saltstring"), crypt.crypt("password", "ab"), crypt.methods)
    show(lambda: crypt.crypt("a\0b", "ab"))
    print(spwd.struct_spwd.__match_args__)
    show(lambda: spwd.getspnam("no such user"))

    name = f"/dormouse-test-{os.getpid()}"
    fd = _posixshmem.shm_open(name, os.O_CREAT | os.O_EXCL | os.O_RDWR, mode=0o600)
    os.ftruncate(fd, 100)
    print(os.fstat(fd).st_size, os.get_inheritable(fd))
    os.close(fd)
    _posixshmem.shm_unlink(name)
    try:
        _posixshmem.shm_unlink(name)
    except OSError as e:
        print(type(e).__name__, e.errno, e.filename == name)

    SemLock = _multiprocessing.SemLock
    lock = SemLock(0, 1, 1, name, True)
    print(lock.kind, lock.maxvalue, lock.name, SemLock.SEM_VALUE_MAX, lock._get_value(), lock._is_zero(), lock._is_mine())
    print(lock.acquire(), lock.acquire(), lock._count(), lock._is_mine(), lock._is_zero(), lock.acquire(False))
    results = []
    thread = threading.Thread(target=lambda: results.extend([lock.acquire(False), lock.acquire(True, 0.05), lock._is_mine()]))
    thread.start()
    thread.join()
    print(results, lock.release(), lock.release(), lock.release(), lock._count())
    show(lock.release)
    semaphore = SemLock(1, 2, 2, name, True)
    with semaphore:
        print(semaphore._get_value())
    show(semaphore.release)
    show(lambda: SemLock(5, 1, 1, name, True))
    show(lambda: _multiprocessing.sem_unlink(name))

    context = multiprocessing.get_context("spawn")
    queue = context.Queue()
    with context.Pool(2) as pool:
        print(pool.map(square, range(5)))
        show(lambda: pool.apply(square, ("x",)))
    event, condition = context.Event(), context.Condition()
    print(event.is_set(), event.set(), event.wait(1), context.Semaphore(3).acquire(), context.RLock())
    with condition:
        print(condition.wait(0.01))
    parent, other = context.Pipe()
    process = context.Process(target=other.send, args=(["sent", 1],), name="sender")
    process.start()
    print(parent.recv(), process.join(), process.exitcode, process.name)
    queue.put({"a": 1})
    print(queue.get())
    queue.close()
    queue.join_thread()


if __name__ == "__main__":
    main()
