package dev.dormouse.runtime.modules.ssl;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** {@code _ssl.Certificate}. */
@BuiltinType(name = "Certificate", ops = PyCertificate.CertificateOps.class)
final class PyCertificate extends PyObject {
  static final PyType TYPE =
      PyType.builtin("Certificate", PyType.OBJECT, new CertificateOps(), new PyCertificateTable())
          .in("_ssl")
          .with(PyType.DISALLOW_INSTANTIATION);

  private static final int PEM = 1;
  private static final int DER = 2;

  private final X509Certificate certificate;

  PyCertificate(X509Certificate certificate) {
    super(TYPE);
    this.certificate = certificate;
  }

  static byte[] der(X509Certificate c) {
    try {
      return c.getEncoded();
    } catch (CertificateEncodingException e) {
      throw SslErrors.plain(e.getMessage());
    }
  }

  @Method(
      name = "public_bytes",
      signature = "(format=1)",
      doc = "The certificate as PEM text or DER bytes.")
  PyObject publicBytes(int format) {
    if (format == PEM) {
      return PyStr.of(
          "-----BEGIN CERTIFICATE-----\n"
              + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der(certificate))
              + "\n-----END CERTIFICATE-----\n");
    }
    if (format == DER) {
      return PyBytes.of(der(certificate));
    }
    throw Errors.valueError("Unsupported format");
  }

  @Method(name = "get_info", doc = "What getpeercert() tells of a certificate.")
  PyObject getInfo() {
    return CertificateInfo.of(certificate);
  }

  static final class CertificateOps extends Ops {
    @Override
    public PyObject repr(PyObject o) {
      X509Certificate c = ((PyCertificate) o).certificate;
      return PyStr.of("<_ssl.Certificate '" + c.getSubjectX500Principal() + "'>");
    }

    @Override
    public long hash(PyObject o) {
      return ((PyCertificate) o).certificate.hashCode();
    }

    @Override
    public PyObject richCompare(PyObject a, PyObject b, int op) {
      if (!(b instanceof PyCertificate w) || op != Abstract.EQ && op != Abstract.NE) {
        return NOT_IMPLEMENTED;
      }
      boolean equal = ((PyCertificate) a).certificate.equals(w.certificate);
      return PyBool.of(equal == (op == Abstract.EQ));
    }
  }
}
