package dev.dormouse.runtime.modules.compression;

import dev.dormouse.runtime.objects.Bytes;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.ThreadState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** What the compressor objects of both modules do. */
final class Compressing {
  /** Makes the encoder that writes to {@code out}; closing it ends the stream. */
  interface Opener {
    OutputStream open(OutputStream out) throws IOException;
  }

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final OutputStream encoder;
  private boolean flushed;

  /** Several threads may use one compressor; guards the encoder while no interpreter lock does. */
  private final Object lock = new Object();

  Compressing(Opener opener) throws IOException {
    encoder = opener.open(out);
  }

  PyObject compress(PyObject data) {
    byte[] bytes = Bytes.of(data);
    if (flushed) {
      throw Errors.valueError("Compressor has been flushed");
    }
    return run(() -> encoder.write(bytes));
  }

  PyObject flush() {
    if (flushed) {
      throw Errors.valueError("Repeated call to flush()");
    }
    flushed = true;
    return run(encoder::close);
  }

  /** Part of the encoder's work. */
  private interface Step {
    void run() throws IOException;
  }

  private PyObject run(Step step) {
    Object result =
        ThreadState.current()
            .allowThreads(
                () -> {
                  synchronized (lock) {
                    try {
                      step.run();
                    } catch (IOException e) {
                      return e;
                    }
                    byte[] made = out.toByteArray();
                    out.reset();
                    return made;
                  }
                });
    if (result instanceof IOException e) {
      throw failure(e);
    }
    return PyBytes.of((byte[]) result);
  }

  private static PyException failure(IOException e) {
    // The sink is memory, so this is a bug of the encoder.
    return Errors.systemError("compressor failed: " + e.getMessage());
  }
}
