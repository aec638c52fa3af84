package dev.dormouse.importer.report;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.dormouse.importer.Python;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * Serves an interpreter's {@link DormouseMetrics} to Prometheus at {@code /metrics}, for programs
 * that run long. Its thread never enters the interpreter, so that it answers while Python is busy.
 */
public final class MetricsEndpoint implements AutoCloseable {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final DormouseMetrics metrics;
  private final HttpServer server;

  private MetricsEndpoint(Python python, InetSocketAddress address) throws IOException {
    server = HttpServer.create(address, 0);
    metrics = new DormouseMetrics(python);
    metrics.bindTo(registry);
    server.createContext("/", this::answer);
    server.start();
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
    InetSocketAddress address = server.getAddress();
    String host = address.getAddress().getHostAddress();
    return "http://"
        + (host.indexOf(':') < 0 ? host : "[" + host + "]")
        + ":"
        + address.getPort()
        + "/metrics";
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean known = exchange.getRequestURI().getPath().equals("/metrics");
      String method = exchange.getRequestMethod();
      boolean reads = method.equals("GET") || method.equals("HEAD");
      String text = !reads ? "only GET\n" : known ? registry.scrape() : "see /metrics\n";
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", TEXT);
      int status = !reads ? 405 : known ? 200 : 404;
      exchange.sendResponseHeaders(status, method.equals("HEAD") ? -1 : body.length);
      if (!method.equals("HEAD")) {
        try (OutputStream out = exchange.getResponseBody()) {
          out.write(body);
        }
      }
    }
  }

  /** The meters now, as Prometheus reads them. */
  public String text() {
    return registry.scrape();
  }

  @Override
  public void close() {
    server.stop(0);
    metrics.close();
    registry.close();
  }
}
