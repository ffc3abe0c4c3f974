package dev.mishap.reactive;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

import dev.mishap.testing.RawHttp;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.tcp.SslProvider;

/** Client of HTTP/2, each request on a connection of its own. */
final class NettyHttp2 {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	/** What a block starts with whose status is not in the static table of HPACK. */
	static final String STATUS = "\u0048\u0003";

	private static final int HEADERS = 1;

	private static final int MAX_STREAM = 0x7FFFFFFF;

	private final HttpClient client;

	private NettyHttp2(HttpClient client) {
		this.client = client;
	}

	/** In cleartext, with prior knowledge. */
	static NettyHttp2 cleartext(int port) {
		return new NettyHttp2(HttpClient.create(ConnectionProvider.newConnection())
			.baseUrl("http://127.0.0.1:" + port)
			.protocol(HttpProtocol.H2C));
	}

	/** Within TLS, to a server of any name. */
	static NettyHttp2 secure(int port) {
		SslProvider.GenericSslContextSpec<?> trusting = Http2SslContextSpec.forClient()
			.configure((context) -> context.trustManager(InsecureTrustManagerFactory.INSTANCE));
		return new NettyHttp2(HttpClient.create(ConnectionProvider.newConnection())
			.baseUrl("https://127.0.0.1:" + port)
			.protocol(HttpProtocol.H2)
			.secure((spec) -> spec.sslContext(trusting)));
	}

	/** Sends a request without body. */
	RawHttp.Answer send(String method, String target, String name, String value) {
		return this.client.headers((headers) -> headers.set(name, value))
			.request(HttpMethod.valueOf(method))
			.uri(target)
			.responseSingle((response, content) -> content.asByteArray()
				.defaultIfEmpty(new byte[0])
				.map((bytes) -> new RawHttp.Answer(response.status().code(), response.version().toString(),
						fields(response.responseHeaders()), bytes, true, false, List.of())))
			.block(TIMEOUT);
	}

	private static Map<String, List<String>> fields(HttpHeaders headers) {
		Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		headers.names().forEach((name) -> fields.put(name, headers.getAll(name)));
		return fields;
	}

	/** Opens a connection on which HTTP/2 has been agreed. */
	static Socket secureConnection(int port) throws IOException {
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
			SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
			SSLParameters parameters = socket.getSSLParameters();
			parameters.setApplicationProtocols(new String[] { "h2" });
			socket.setSSLParameters(parameters);
			socket.setSoTimeout((int) TIMEOUT.toMillis());
			socket.startHandshake();
			return socket;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Sends a request with a large field, which proper clients don't send, and returns
	 * the header block of the answer as it is.
	 */
	static String firstHeaderBlock(Socket connection, String field) throws IOException {
		try (connection) {
			ByteArrayOutputStream block = new ByteArrayOutputStream();
			// GET, http and / of the static table
			block.writeBytes(new byte[] { (byte) 0x82, (byte) 0x86, (byte) 0x84, 0, 1, 'x', 0x7F });
			int rest = field.length() - 0x7F;
			for (; rest >= 0x80; rest >>= 7) {
				block.write((rest & 0x7F) | 0x80);
			}
			block.write(rest);
			block.writeBytes(field.getBytes(StandardCharsets.US_ASCII));
			DataOutputStream out = new DataOutputStream(new BufferedOutputStream(connection.getOutputStream()));
			out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			out.write(new byte[] { 0, 0, 0, 4, 0, 0, 0, 0, 0 });
			out.write(0);
			out.writeShort(block.size());
			out.write(new byte[] { HEADERS, 5 });
			out.writeInt(1);
			out.write(block.toByteArray());
			out.flush();
			return headerBlock(new DataInputStream(connection.getInputStream()));
		}
	}

	private static String headerBlock(DataInputStream in) throws IOException {
		while (true) {
			int length = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
			int type = in.readUnsignedByte();
			in.readUnsignedByte();
			int stream = in.readInt() & MAX_STREAM;
			byte[] payload = in.readNBytes(length);
			if (type == HEADERS && stream == 1) {
				return new String(payload, StandardCharsets.ISO_8859_1);
			}
		}
	}

}
