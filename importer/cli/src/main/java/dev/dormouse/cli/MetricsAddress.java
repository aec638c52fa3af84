package dev.dormouse.cli;

import dev.dormouse.importer.Python;
import dev.dormouse.importer.PythonConfig;
import dev.dormouse.importer.report.MetricsEndpoint;
import java.io.IOException;

/** {@code --metrics-port PORT} or {@code HOST:PORT}. */
final class MetricsAddress implements PythonConfig.Companion {
  private final String address;

  /** Null until started. */
  private MetricsEndpoint endpoint;

  /**
   * @param address that passed {@link #check}
   */
  MetricsAddress(String address) {
    this.address = address;
  }

  static void check(String address) throws UsageException {
    int port = port(address);
    if (port < 0 || port > 65535 || address.startsWith(":")) {
      throw new UsageException(
          "--metrics-port needs a port from 0 to 65535 or HOST:PORT, not '" + address + "'");
    }
  }

  private static int port(String address) {
    String digits = address.substring(address.lastIndexOf(':') + 1);
    try {
      return digits.startsWith("+") ? -1 : Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** Starts to serve, and says where if the port was to be any that is free. */
  @Override
  public void started(Python python) throws IOException {
    int colon = address.lastIndexOf(':');
    int port = port(address);
    try {
      endpoint =
          MetricsEndpoint.start(python, colon < 0 ? null : address.substring(0, colon), port);
    } catch (IOException e) {
      throw new IOException("cannot serve metrics at " + address + ": " + e.getMessage(), e);
    }
    if (port == 0) {
      System.err.println("dormouse: metrics at " + endpoint.url());
    }
  }

  @Override
  public void ended() {
    endpoint.close();
  }
}
