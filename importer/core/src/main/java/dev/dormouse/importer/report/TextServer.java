package dev.dormouse.importer.report;

import java.net.InetSocketAddress;

/** Serves one text over HTTP until it is closed. */
public interface TextServer {
  /** Where it listens. */
  InetSocketAddress address();

  /** Stops at once. */
  void close();
}
