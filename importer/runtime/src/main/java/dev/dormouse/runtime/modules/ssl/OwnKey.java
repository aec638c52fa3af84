package dev.dormouse.runtime.modules.ssl;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/** Gives an engine the certificate of its connection's context, which a callback may change. */
final class OwnKey extends X509ExtendedKeyManager {
  private static final String ALIAS = "own";

  private final TlsConnection connection;

  OwnKey(TlsConnection connection) {
    this.connection = connection;
  }

  private String alias(String... types) {
    PrivateKey key = connection.context().key;
    if (key == null) {
      return null;
    }
    for (String type : types) {
      if (type.equals(key.getAlgorithm())
          || type.startsWith("EC") && key.getAlgorithm().equals("EC")
          || type.startsWith("RSA") && key.getAlgorithm().startsWith("RSA")
          || type.startsWith("Ed") && key.getAlgorithm().startsWith("Ed")) {
        return ALIAS;
      }
    }
    return null;
  }

  @Override
  public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
    return alias(types);
  }

  @Override
  public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
    return alias(type);
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return connection.context().chain;
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return connection.context().key;
  }

  @Override
  public String[] getClientAliases(String type, Principal[] issuers) {
    String a = alias(type);
    return a == null ? null : new String[] {a};
  }

  @Override
  public String[] getServerAliases(String type, Principal[] issuers) {
    return getClientAliases(type, issuers);
  }

  @Override
  public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
    return alias(types);
  }

  @Override
  public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
    return alias(type);
  }
}
