package dev.dormouse.integration;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What few programs look at, held against the reference over many arguments. */
class DetailsTest {
  @TempDir Path folder;

  @Test
  void slotWrappers_haveTheDocstringsOfTheReference() {
    check(
        """
        import types
        for cls in (int, float, complex, str, list, tuple, dict, set, frozenset, bytes, bytearray,
                range, slice, memoryview, type, object, property, types.FunctionType,
                types.GeneratorType, types.CoroutineType, BaseException):
            for name, value in sorted(vars(cls).items()):
                # Operators that are methods in CPython, and that types inherit here, are left out.
                if type(value) is types.WrapperDescriptorType and name not in ('__del__',
                        '__getitem__', '__contains__', '__getattribute__', '__setattr__',
                        '__delattr__'):
                    print(cls.__name__, name, value.__text_signature__, value.__doc__)
        """);
  }

  @Test
  void globalsOfASubclassOfDict_areAskedAsTheReferenceAsks() {
    check(
        """
        import builtins
        class Missing(dict):
            def __missing__(self, name):
                print('missing', name)
                if name in ('x', 'y'):
                    return name * 2
                raise KeyError(name)
        class Getting(dict):
            def __getitem__(self, name):
                print('get', name)
                return dict.__getitem__(self, name) if name in self else 42
        class Failing(dict):
            def __getitem__(self, name):
                raise ValueError(name)
        code = compile('(lambda: (x, len))()', '', 'eval')
        for globals in (dict(x=1), Missing(), Getting(x=2), Failing(), Missing(x=3), {}):
            globals['__builtins__'] = builtins
            for source in (code, 'x', 'nope', '(lambda: nope)()', '[(x, i) for i in range(2)]'):
                for times in range(3):
                    try:
                        print(eval(source, globals))
                    except Exception as e:
                        print(type(e).__name__, e)
        shared = eval('lambda: len', {'__builtins__': builtins, 'x': 1})
        for _ in range(50):
            shared()
        print(type(shared)(shared.__code__, {'__builtins__': builtins, 'len': 2})())
        shared = eval('lambda: x', {'x': 'plain'})
        for _ in range(50):
            shared()
        print(type(shared)(shared.__code__, Getting(x='own'))())
        """);
  }

  @Test
  void tracedAwaitsAndDelegations_haveTheirExceptionEvents() {
    check(
        """
        import sys
        events = []
        def trace(frame, event, arg):
            if event == 'exception':
                arg = arg[0].__name__, str(arg[1]), arg[2] is None
            else:
                arg = None
            events.append((frame.f_code.co_name, frame.f_lineno, event, arg))
            return trace
        def five():
            yield 1
            return 5
        def nothing():
            yield 1
        class Iterator:
            count = 0
            def __iter__(self):
                return self
            def __next__(self):
                self.count += 1
                if self.count > 1:
                    raise StopIteration(9)
                return 1
        class Awaitable:
            def __await__(self):
                yield 2
                return 3
        def delegate():
            print((yield from five()), (yield from nothing()), (yield from [1]))
            print((yield from Iterator()), (yield from iter(range(1))))
        async def seven():
            return 7
        async def none():
            pass
        async def items():
            yield 1
            yield 2
        async def main():
            print(await seven(), await none(), await Awaitable())
            async for item in items():
                print(item)
        def drive(coroutine):
            try:
                while True:
                    coroutine.send(None)
            except StopIteration:
                pass
        for run in (lambda: list(delegate()), lambda: drive(main())):
            sys.settrace(trace)
            run()
            sys.settrace(None)
        for event in events:
            print(event)
        """);
  }

  @Test
  void textOfDates_isThatOfTheReference() {
    check(
        """
        import datetime, time
        for year in (1, 99, 999, 1970, 2024, 9999):
            date = datetime.datetime(year, 3, 4, 5, 6, 7)
            for directive in 'aAbBcCdDeFgGhHIjklmMnpPrRStTuUVwWxXyYZ%':
                for form in ('%' + directive, '%^' + directive, '%E' + directive, '%O' + directive):
                    print(form, repr(date.strftime(form)))
                    print(repr(time.strftime(form, date.timetuple())))
        """);
  }

  @Test
  void rowsStructsAndReductions_areThoseOfTheReference() {
    check(
        """
        import csv, io, struct
        for end in ('\\n', '\\r\\n', '\\r', 'x', 'ab', '', '#'):
            for quoting in range(4):
                for escape in (None, '\\\\'):
                    for row in (['a\\nb', 'c'], ['a\\rb'], ['x'], ['ab', 'b'], ['#', ''], [' ', 1.5]):
                        out = io.StringIO()
                        try:
                            csv.writer(out, lineterminator=end, quoting=quoting,
                                escapechar=escape).writerow(row)
                        except csv.Error as e:
                            print(e)
                        print(repr(end), quoting, escape, row, repr(out.getvalue()))
        for form in ('0p', '1p', '2p', '0s', '0pH'):
            for data in (bytes(struct.calcsize(form)), b'\\5' * struct.calcsize(form)):
                try:
                    print(form, struct.unpack(form, data))
                except Exception as e:
                    print(form, type(e).__name__, e)
        for value in (None, NotImplemented, ..., True, 1.5, 'a', range(3), int, slice(1, 2)):
            for protocol in range(6):
                try:
                    print(value, protocol, value.__reduce_ex__(protocol))
                except TypeError as e:
                    print(value, protocol, e)
        """);
  }

  @Test
  void clockOfAThread_isItsOwn() {
    check(
        """
        import threading, time
        clock = time.pthread_getcpuclockid(threading.get_ident())
        before = time.clock_gettime(clock)
        sum(range(100000))
        print(type(clock), clock == time.CLOCK_THREAD_CPUTIME_ID, before <= time.clock_gettime(clock))
        print(time.clock_gettime(clock) <= time.thread_time())
        """);
  }

  private void check(String program) {
    Differential.in(folder).check("-S", "-c", program);
  }
}
