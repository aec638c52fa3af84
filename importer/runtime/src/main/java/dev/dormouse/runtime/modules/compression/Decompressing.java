package dev.dormouse.runtime.modules.compression;

import dev.dormouse.runtime.objects.Bytes;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.Sizes;
import java.io.IOException;

/** What the decompressor objects of both modules do, each with its own decoder and errors. */
final class Decompressing {
  /** An exception of the module for one of its decoder. */
  interface Failure {
    PyException of(IOException e);
  }

  private final PullDecoder decoder;
  private final String endOfStream;
  private final Failure failure;
  private boolean needsInput = true;
  private PyBytes unused = PyBytes.EMPTY;

  Decompressing(PullDecoder decoder, String endOfStream, Failure failure) {
    this.decoder = decoder;
    this.endOfStream = endOfStream;
    this.failure = failure;
  }

  PyObject decompress(PyObject data, long maxLength) {
    byte[] bytes = Bytes.of(data);
    if (decoder.finished()) {
      throw Errors.eofError(endOfStream);
    }
    int limit = maxLength < 0 ? Integer.MAX_VALUE : Sizes.clip(maxLength);
    byte[] out;
    try {
      out = decoder.decode(bytes, limit);
    } catch (IOException e) {
      needsInput = false;
      throw failure.of(e);
    }
    if (decoder.finished()) {
      needsInput = false;
      unused = PyBytes.of(decoder.rest());
    } else {
      needsInput = out.length < limit && decoder.hungry();
    }
    return PyBytes.of(out);
  }

  PyObject eof() {
    return PyBool.of(decoder.finished());
  }

  PyObject needsInput() {
    return PyBool.of(needsInput);
  }

  PyObject unusedData() {
    return unused;
  }
}
