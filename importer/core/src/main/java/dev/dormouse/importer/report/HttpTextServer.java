package dev.dormouse.importer.report;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * The JDK's HTTP server, answering with {@link MetricsEndpoint}'s text. Loaded by {@link
 * dev.dormouse.runtime.os.PlatformClasses}, since the boot loader does not have that server, and so
 * referred to by nobody.
 */
public final class HttpTextServer implements TextServer {
  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpServer server;
  private final Supplier<String> text;

  /**
   * Starts to serve.
   *
   * @throws IOException if it cannot listen there
   */
  public HttpTextServer(InetSocketAddress address, Supplier<String> text) throws IOException {
    this.text = text;
    server = HttpServer.create(address, 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @Override
  public InetSocketAddress address() {
    return server.getAddress();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean known = exchange.getRequestURI().getPath().equals("/metrics");
      String method = exchange.getRequestMethod();
      boolean reads = method.equals("GET") || method.equals("HEAD");
      String answer = !reads ? "only GET\n" : known ? text.get() : "see /metrics\n";
      byte[] body = answer.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", TYPE);
      int status = !reads ? 405 : known ? 200 : 404;
      exchange.sendResponseHeaders(status, method.equals("HEAD") ? -1 : body.length);
      if (!method.equals("HEAD")) {
        try (OutputStream out = exchange.getResponseBody()) {
          out.write(body);
        }
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
