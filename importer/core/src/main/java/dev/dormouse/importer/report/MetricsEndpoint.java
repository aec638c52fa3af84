package dev.dormouse.importer.report;

import dev.dormouse.importer.Python;
import dev.dormouse.runtime.os.PlatformClasses;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Supplier;

/**
 * Serves an interpreter's {@link DormouseMetrics} to Prometheus at {@code /metrics}, for programs
 * that run long. Its thread never enters the interpreter, so that it answers while Python is busy.
 */
public final class MetricsEndpoint implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final DormouseMetrics metrics;
  private final TextServer server;

  private MetricsEndpoint(Python python, InetSocketAddress address) throws IOException {
    metrics = new DormouseMetrics(python);
    metrics.bindTo(registry);
    server = serve(address, registry::scrape);
  }

  private static TextServer serve(InetSocketAddress address, Supplier<String> text)
      throws IOException {
    try {
      return (TextServer)
          PlatformClasses.load("dev.dormouse.importer.report.HttpTextServer")
              .getConstructor(InetSocketAddress.class, Supplier.class)
              .newInstance(address, text);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a part of Dormouse is missing", e);
    }
  }

  /**
   * Starts to serve.
   *
   * @param host the address to listen on; null for loopback alone, since figures about a program
   *     are nobody else's business
   * @param port 0 for any that is free
   * @throws IOException if it cannot listen there
   */
  public static MetricsEndpoint start(Python python, String host, int port) throws IOException {
    InetAddress address =
        host == null ? InetAddress.getLoopbackAddress() : InetAddress.getByName(host);
    return new MetricsEndpoint(python, new InetSocketAddress(address, port));
  }

  /** Where it listens. */
  public String url() {
    InetSocketAddress address = server.address();
    String host = address.getAddress().getHostAddress();
    return "http://"
        + (host.indexOf(':') < 0 ? host : "[" + host + "]")
        + ":"
        + address.getPort()
        + "/metrics";
  }

  /** The meters now, as Prometheus reads them. */
  public String text() {
    return registry.scrape();
  }

  @Override
  public void close() {
    server.close();
    metrics.close();
    registry.close();
  }
}
