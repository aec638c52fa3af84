package dev.dormouse.plugin.h2;

import dev.dormouse.spi.ModuleContent;
import dev.dormouse.spi.ModuleProvider;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.h2.Driver;

/**
 * Imports modules from an H2 database. Its URL is the system property {@code dormouse.h2.url} or
 * the environment variable {@code DORMOUSE_H2_URL}. The database has two tables:
 *
 * <pre>
 * MODULES (NAME VARCHAR PRIMARY KEY, KIND VARCHAR, IS_PACKAGE BOOLEAN, CONTENT BLOB)   KIND is source, code or image
 * RESOURCES (PATH VARCHAR PRIMARY KEY, CONTENT BLOB)
 * </pre>
 *
 * <p>One connection serves all threads; H2 allows that, and every question is one statement.
 */
public final class H2Provider implements ModuleProvider {
  /** Set by {@link #open}, null before. */
  private Connection connection;

  /** For {@code ServiceLoader}. */
  public H2Provider() {}

  @Override
  public String name() {
    return "h2";
  }

  @Override
  public void open() throws IOException {
    String url = System.getProperty("dormouse.h2.url");
    if (url == null) {
      url = System.getenv("DORMOUSE_H2_URL");
    }
    if (url == null) {
      throw new IOException(
          "set DORMOUSE_H2_URL to the URL of the database, jdbc:h2:/path/to/file");
    }
    try {
      // Not by way of DriverManager, which does not see drivers of a plug-in's class loader.
      connection = new Driver().connect(url, new Properties());
    } catch (SQLException e) {
      throw failed(e);
    }
    if (connection == null) {
      throw new IOException("not the URL of an H2 database: " + url);
    }
  }

  @Override
  public ModuleContent find(String fullName) throws IOException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT KIND, IS_PACKAGE, CONTENT FROM MODULES WHERE NAME = ?")) {
      query.setString(1, fullName);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? content(row) : null;
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static ModuleContent content(ResultSet row) throws SQLException, IOException {
    String kind = row.getString(1);
    byte[] bytes = row.getBytes(3);
    ModuleContent content =
        switch (kind) {
          case "source" -> ModuleContent.ofSource(bytes);
          case "code" -> ModuleContent.ofCode(bytes);
          case "image" -> ModuleContent.ofImage(ByteBuffer.wrap(bytes));
          default -> throw new IOException("unknown kind of module: " + kind);
        };
    return row.getBoolean(2) ? content.asPackage() : content;
  }

  @Override
  public List<String> children(String packageName) throws IOException {
    return inside(
        "SELECT NAME FROM MODULES", packageName.isEmpty() ? "" : packageName + ".", '.', false);
  }

  @Override
  public byte[] resource(String path) throws IOException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT CONTENT FROM RESOURCES WHERE PATH = ?")) {
      query.setString(1, path);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getBytes(1) : null;
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public List<String> resources(String path) throws IOException {
    return inside("SELECT PATH FROM RESOURCES", path.isEmpty() ? "" : path + "/", '/', true);
  }

  /** What the names of a column have between {@code prefix} and the next separator, each once. */
  private List<String> inside(String select, String prefix, char separator, boolean markFolders)
      throws IOException {
    List<String> found = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(select);
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        String name = rows.getString(1);
        if (!name.startsWith(prefix)) {
          continue;
        }
        int end = name.indexOf(separator, prefix.length());
        String child =
            end < 0
                ? name.substring(prefix.length())
                : name.substring(prefix.length(), end)
                    + (markFolders ? String.valueOf(separator) : "");
        if (!found.contains(child)) {
          found.add(child);
        }
      }
    } catch (SQLException e) {
      throw failed(e);
    }
    return found;
  }

  @Override
  public void close() throws IOException {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static IOException failed(SQLException e) {
    return new IOException(e.getMessage(), e);
  }
}
