package dev.dormouse.runtime.modules.compression;

import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.runtime.text.ByteSink;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Cleaner;
import java.util.Arrays;
import java.util.concurrent.Semaphore;

/**
 * Feeds a decoder that pulls its input. The decoder runs in a virtual thread of its own, as a
 * coroutine: either it runs or its owner does, never both, so the fields of {@link Channel} need no
 * lock; the semaphores hand them over. A decoder whose owner was collected is ended.
 */
final class PullDecoder {
  /** Makes the decoder; may read. */
  interface Opener {
    InputStream open(InputStream in) throws IOException;
  }

  private static final int BUFFER = 1 << 16;

  /** Output that can surely be had without running out of input, by how much input there is. */
  private static final int SURE_RATIO = 16;

  private final Channel channel;
  private boolean started;

  PullDecoder(Opener opener) {
    channel = new Channel(opener);
  }

  /**
   * Decodes {@code data} and what was left of earlier data to at most {@code limit} bytes.
   *
   * @throws IOException what the decoder threw, now or earlier
   */
  byte[] decode(byte[] data, int limit) throws IOException {
    channel.add(data);
    if (channel.failure == null && !channel.finished && limit > 0) {
      channel.limit = limit;
      if (!started) {
        started = true;
        Watch.CLEANER.register(this, channel::cancel);
        Thread.ofVirtual().start(channel);
      } else {
        channel.toDecoder.release();
      }
      ThreadState.current()
          .allowThreads(
              () -> {
                channel.toOwner.acquireUninterruptibly();
                return null;
              });
    }
    if (channel.failure != null) {
      throw channel.failure;
    }
    byte[] out = channel.out.toBytes();
    channel.out = new ByteSink(16);
    return out;
  }

  boolean finished() {
    return channel.finished;
  }

  /** Whether the decoder has used all it was given and cannot go on. */
  boolean hungry() {
    return channel.hungry;
  }

  /** What was given and not used. */
  byte[] rest() {
    return Arrays.copyOfRange(channel.in, channel.at, channel.in.length);
  }

  /** In a holder, since a cleaner is a thread. */
  private static final class Watch {
    static final Cleaner CLEANER = Cleaner.create();

    private Watch() {}
  }

  /** Thrown through the decoder to end it. */
  private static final class Cancelled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Cancelled() {
      super(null, null, false, false);
    }
  }

  /** What owner and decoder share; must not refer to the owner. Is the decoder's input. */
  private static final class Channel extends InputStream implements Runnable {
    private final Opener opener;
    final Semaphore toDecoder = new Semaphore(0);
    final Semaphore toOwner = new Semaphore(0);
    private volatile boolean cancelled;

    byte[] in = {};
    int at;
    ByteSink out = new ByteSink(16);
    int limit;

    /** True while the decoder waits for input rather than for room. */
    boolean hungry;

    boolean finished;
    IOException failure;

    Channel(Opener opener) {
      this.opener = opener;
    }

    void add(byte[] data) {
      if (at == in.length) {
        in = data;
      } else if (data.length > 0) {
        byte[] joined = Arrays.copyOfRange(in, at, in.length + data.length);
        System.arraycopy(data, 0, joined, in.length - at, data.length);
        in = joined;
      } else {
        return;
      }
      at = 0;
    }

    void cancel() {
      cancelled = true;
      toDecoder.release();
    }

    private void pause() {
      toOwner.release();
      toDecoder.acquireUninterruptibly();
      if (cancelled) {
        throw new Cancelled();
      }
    }

    @Override
    public void run() {
      try {
        decode();
        finished = true;
      } catch (Cancelled e) {
        return;
      } catch (IOException e) {
        failure = e;
      } catch (RuntimeException e) {
        // Decoders meet corrupt data with exceptions of all kinds.
        failure = new IOException(e);
      }
      toOwner.release();
    }

    private void decode() throws IOException {
      InputStream decoder = opener.open(this);
      byte[] buffer = new byte[BUFFER];
      while (true) {
        if (out.size() >= limit) {
          hungry = false;
          pause();
          continue;
        }
        // No more than comes without a wait for input, or a part of it would be held back.
        int sure = Math.max(decoder.available(), (in.length - at) / SURE_RATIO);
        int want = Math.min(Math.min(Math.max(sure, 1), BUFFER), limit - out.size());
        int n = decoder.read(buffer, 0, want);
        if (n < 0) {
          return;
        }
        out.add(buffer, 0, n);
      }
    }

    private void await() {
      while (at == in.length) {
        hungry = true;
        pause();
      }
      hungry = false;
    }

    @Override
    public int read() {
      if (at == in.length) {
        await();
      }
      return in[at++] & 0xFF;
    }

    @Override
    public int read(byte[] b, int offset, int length) {
      if (length == 0) {
        return 0;
      }
      if (at == in.length) {
        await();
      }
      int n = Math.min(length, in.length - at);
      System.arraycopy(in, at, b, offset, n);
      at += n;
      return n;
    }
  }
}
