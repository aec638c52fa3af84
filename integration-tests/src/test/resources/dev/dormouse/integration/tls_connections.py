"""TLS with a certificate of our own authority: sockets, SSL objects, asyncio, https, and what is refused.

The argument is the folder with the certificates of CPython's tests.
"""

import asyncio
import http.server
import os
import re
import socket
import ssl
import sys
import threading
import urllib.request

FOLDER = sys.argv[1]
CERTIFICATE = os.path.join(FOLDER, "keycert3.pem")
AUTHORITY = os.path.join(FOLDER, "pycacert.pem")


def show(call):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, re.sub(r" \(_ssl.c:\d+\)", "", str(e)), getattr(e, "reason", ""), getattr(e, "verify_code", ""), getattr(e, "verify_message", ""))


def serve(context, connections, answer):
    listener = socket.create_server(("127.0.0.1", 0))

    def run():
        for _ in range(connections):
            connection, _ = listener.accept()
            try:
                with context.wrap_socket(connection, server_side=True) as s:
                    answer(s)
            except OSError:
                pass  # which alert a client sends differs
        listener.close()

    thread = threading.Thread(target=run)
    thread.start()
    return listener.getsockname()[1], thread


def echo(s):
    while data := s.recv(1000):
        s.sendall(b"<" + data + b">")


def talk(port, context, name="localhost"):
    with socket.create_connection(("127.0.0.1", port)) as plain:
        with context.wrap_socket(plain, server_hostname=name) as s:
            s.sendall(b"hello")
            return s.recv(100), s.version(), s.cipher()[1], s.selected_alpn_protocol(), s.server_hostname, s.pending()


for protocol in ssl.PROTOCOL_TLS_CLIENT, ssl.PROTOCOL_TLS_SERVER:
    c = ssl.SSLContext(protocol)
    print(c.protocol, c.check_hostname, c.verify_mode, c.minimum_version, c.maximum_version, c.verify_flags,
          c.sni_callback, c.num_tickets, c.keylog_filename, c.post_handshake_auth, c.session_stats(), c.cert_store_stats())
    show(lambda: setattr(c, "verify_mode", ssl.CERT_NONE))
    show(lambda: setattr(c, "verify_mode", 7))
    show(lambda: setattr(c, "minimum_version", 5))
    show(lambda: c.set_ciphers("no such cipher"))
    show(lambda: c.load_verify_locations())
    show(lambda: c.load_verify_locations("/nowhere"))
    show(lambda: c.load_verify_locations(cadata=""))
    show(lambda: c.load_verify_locations(cadata="text"))
    show(lambda: c.load_cert_chain("/nowhere"))
    show(lambda: c.load_cert_chain(AUTHORITY))
    show(lambda: c.load_cert_chain(CERTIFICATE, os.path.join(FOLDER, "ssl_key.pem")))
    show(lambda: c.load_cert_chain(os.path.join(FOLDER, "keycert.passwd.pem"), password="somepass"))
    show(lambda: c.load_cert_chain(os.path.join(FOLDER, "ssl_cert.pem"), os.path.join(FOLDER, "ssl_key.passwd.pem"),
                                   password=lambda: b"somepass"))
    show(lambda: c.load_cert_chain(CERTIFICATE, password=3))
    show(lambda: c.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=protocol == ssl.PROTOCOL_TLS_CLIENT,
                            server_hostname="x" if protocol == ssl.PROTOCOL_TLS_SERVER else None))
print(ssl._ssl._test_decode_cert(CERTIFICATE))
for name in "keycert2.pem", "allsans.pem", "talos-2019-0758.pem":
    show(lambda: {k: v for k, v in ssl._ssl._test_decode_cert(os.path.join(FOLDER, name)).items()
                  if k in ("subject", "version", "serialNumber", "notBefore", "notAfter")})
print(ssl.Purpose.SERVER_AUTH, ssl.Purpose.CLIENT_AUTH, len(ssl.RAND_bytes(7)), ssl.RAND_status())

server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
server.load_cert_chain(CERTIFICATE)
server.set_alpn_protocols(["h2", "http/1.1"])
client = ssl.create_default_context(cafile=AUTHORITY)
print(client.cert_store_stats(), client.get_ca_certs())
port, thread = serve(server, 6, echo)
print(talk(port, client))
client.set_alpn_protocols(["http/1.1"])
print(talk(port, client))
client.maximum_version = ssl.TLSVersion.TLSv1_2
print(talk(port, client))
show(lambda: talk(port, client, "example.org"))
show(lambda: talk(port, client, "127.0.0.1"))
stranger = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
show(lambda: talk(port, stranger))
thread.join()

# what the peer shows
port, thread = serve(server, 2, echo)
with socket.create_connection(("127.0.0.1", port)) as plain:
    with client.wrap_socket(plain, server_hostname="localhost") as s:
        print(s.getpeercert() == ssl._ssl._test_decode_cert(CERTIFICATE), len(s.getpeercert(True)) > 500)
        print(s.compression(), s.server_side, s.context is client, s.session is not None, s.shared_ciphers())
        print(s.write(b"x" * 100000))
        got = b""
        while len(got) < 100002:
            got += s.recv(65536)
        print(got[:3], len(got) >= 100002)
stranger.check_hostname = False
stranger.verify_mode = ssl.CERT_NONE
with socket.create_connection(("127.0.0.1", port)) as plain:
    with stranger.wrap_socket(plain, do_handshake_on_connect=False) as s:
        show(s.getpeercert)
        print(s.version(), s.cipher())
        s.do_handshake()
        print(s.getpeercert())
        s.settimeout(0.05)
        show(lambda: s.recv(1))
        s.setblocking(False)
        show(lambda: s.recv(1))
thread.join()

# a client with a certificate
server.verify_mode = ssl.CERT_REQUIRED
server.load_verify_locations(AUTHORITY)
names = []
port, thread = serve(server, 1, lambda s: (names.append(s.getpeercert()["subject"][-1]), echo(s)))
client.load_cert_chain(CERTIFICATE)
print(talk(port, client))
thread.join()
print(names)
server.verify_mode = ssl.CERT_NONE

# objects without sockets
into, out = ssl.MemoryBIO(), ssl.MemoryBIO()
a = client.wrap_bio(into, out, server_hostname="localhost")
b = server.wrap_bio(out, into, server_side=True)
show(a.do_handshake)
print(into.pending, out.pending > 0, out.eof)
done = set()
while len(done) < 2:
    for side in b, a:
        try:
            side.do_handshake()
            done.add(side)
        except ssl.SSLWantReadError:
            pass
print(a.version(), b.version(), b.selected_alpn_protocol(), a.write(b"over"), b.read(10))
show(lambda: a.read(1))
into.write_eof()
show(lambda: into.write(b"x"))
show(lambda: a.read(1))


async def main():
    async def answer(reader, writer):
        writer.write(b"got " + await reader.readline())
        await writer.drain()
        writer.close()

    listener = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=server)
    reader, writer = await asyncio.open_connection(
        "127.0.0.1", listener.sockets[0].getsockname()[1], ssl=client, server_hostname="localhost")
    writer.write(b"a line\n")
    print(await reader.read(), writer.get_extra_info("peercert")["subject"][-1])
    writer.close()
    listener.close()


asyncio.run(main())


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"page " + self.path.encode())

    def log_message(self, *args):
        pass


web = http.server.HTTPServer(("127.0.0.1", 0), Handler)
server.set_alpn_protocols(["http/1.1"])
web.socket = server.wrap_socket(web.socket, server_side=True)
thread = threading.Thread(target=web.serve_forever)
thread.start()
with urllib.request.urlopen(f"https://localhost:{web.server_port}/x", context=client) as page:
    print(page.status, page.read())
web.shutdown()
thread.join()
web.server_close()

# no TLS at all
listener = socket.create_server(("127.0.0.1", 0))
thread = threading.Thread(target=lambda: listener.accept()[0].sendall(b"220 plain text\r\n" * 4))
thread.start()
show(lambda: talk(listener.getsockname()[1], client))
thread.join()
listener.close()
