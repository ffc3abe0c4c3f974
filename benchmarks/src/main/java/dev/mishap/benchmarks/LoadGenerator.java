package dev.mishap.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Load in a closed loop over loopback: each of a fixed number of connections sends its
 * next request when it has the whole answer to the last. One thread, so that it takes as
 * little as it can from the servers it shares the machine with.
 */
final class LoadGenerator {

	private static final long PATIENCE_MILLIS = 30_000;

	private final InetSocketAddress address;

	private final int connections;

	LoadGenerator(int port, int connections) {
		this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
		this.connections = connections;
	}

	/**
	 * Sends requests.
	 * @param request the request
	 * @param duration for how long new ones are sent; those under way are waited for
	 * @param atMost how many at most
	 */
	Load send(byte[] request, Duration duration, long atMost) {
		try (Selector selector = Selector.open()) {
			return new Run(selector, request, duration, atMost).load();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Sends one request and returns the answer. */
	Answer ask(byte[] request) {
		Load load = new LoadGenerator(this.address.getPort(), 1).send(request, Duration.ofSeconds(30), 1);
		return load.last();
	}

	/** One load. */
	private final class Run {

		private final Selector selector;

		private final byte[] request;

		private final long deadline;

		private final Map<Integer, Long> statuses = new TreeMap<>();

		private final ByteBuffer input = ByteBuffer.allocateDirect(64 * 1024);

		private long left;

		private int open;

		private long answered;

		private long reconnected;

		private @Nullable Answer last;

		Run(Selector selector, byte[] request, Duration duration, long atMost) {
			this.selector = selector;
			this.request = request;
			this.left = atMost;
			this.deadline = System.nanoTime() + duration.toNanos();
		}

		Load load() throws IOException {
			long start = System.nanoTime();
			try {
				for (int i = 0; i < LoadGenerator.this.connections && this.left > 0; i++) {
					this.left--;
					this.open++;
					new Connection(this).open();
				}
				while (this.open > 0) {
					this.selector.select(PATIENCE_MILLIS);
					if (this.selector.selectedKeys().isEmpty()) {
						throw new IllegalStateException("no answer within " + PATIENCE_MILLIS + " ms");
					}
					Iterator<SelectionKey> keys = this.selector.selectedKeys().iterator();
					while (keys.hasNext()) {
						SelectionKey key = keys.next();
						keys.remove();
						((Connection) key.attachment()).proceed(key);
					}
				}
			}
			finally {
				for (SelectionKey key : this.selector.keys()) {
					key.channel().close();
				}
			}
			Answer seen = this.last;
			if (seen == null) {
				throw new IllegalStateException("not one answer");
			}
			return new Load(this.answered, System.nanoTime() - start, this.statuses, this.reconnected, seen);
		}

		/** Counts an answer, and returns whether another request is wanted. */
		boolean answered(Answer answer) {
			this.answered++;
			this.statuses.merge(answer.status(), 1L, Long::sum);
			this.last = answer;
			boolean more = this.left > 0 && System.nanoTime() < this.deadline;
			if (more) {
				this.left--;
			}
			else {
				this.open--;
			}
			return more;
		}

	}

	/** One connection at a time, and a new one where the server closed the last. */
	private final class Connection {

		private final Run run;

		private ByteBuffer output;

		private AnswerParser parser = new AnswerParser();

		private boolean fresh = true;

		Connection(Run run) {
			this.run = run;
			this.output = ByteBuffer.wrap(run.request);
		}

		void open() throws IOException {
			SocketChannel channel = SocketChannel.open();
			channel.configureBlocking(false);
			channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
			this.fresh = true;
			this.parser = new AnswerParser();
			this.output = ByteBuffer.wrap(this.run.request);
			boolean connected = channel.connect(LoadGenerator.this.address);
			channel.register(this.run.selector, connected ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT, this);
		}

		void proceed(SelectionKey key) throws IOException {
			SocketChannel channel = (SocketChannel) key.channel();
			if (key.isConnectable()) {
				channel.finishConnect();
				write(key, channel);
			}
			else if (key.isReadable()) {
				read(key, channel);
			}
			else {
				write(key, channel);
			}
		}

		private void write(SelectionKey key, SocketChannel channel) {
			try {
				channel.write(this.output);
				key.interestOps(this.output.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
						: SelectionKey.OP_READ);
			}
			catch (IOException ex) {
				// refused before it was sent: the answer may be there to be read
				key.interestOps(SelectionKey.OP_READ);
			}
		}

		private void read(SelectionKey key, SocketChannel channel) throws IOException {
			ByteBuffer input = this.run.input.clear();
			int count;
			try {
				count = channel.read(input);
			}
			catch (IOException ex) {
				count = -1;
			}
			if (count < 0) {
				channel.close();
				if (this.fresh || this.parser.started()) {
					throw new IllegalStateException("the server closed a connection without an answer");
				}
				this.run.reconnected++;
				open();
				return;
			}
			Answer answer = this.parser.feed(input.flip());
			if (answer == null) {
				return;
			}
			boolean whole = !this.output.hasRemaining();
			boolean more = this.run.answered(answer);
			if (!more) {
				channel.close();
			}
			else if (answer.closes() || !whole) {
				channel.close();
				this.run.reconnected++;
				open();
			}
			else {
				this.fresh = false;
				this.parser = new AnswerParser();
				this.output = ByteBuffer.wrap(this.run.request);
				write(key, channel);
			}
		}

	}

	/**
	 * What a load has seen.
	 *
	 * @param answered how many answers
	 * @param nanos how long it took
	 * @param statuses how many answers of each status
	 * @param reconnected how often the server had closed a connection
	 * @param last the last answer
	 */
	record Load(long answered, long nanos, Map<Integer, Long> statuses, long reconnected, Answer last) {

		/** Fails unless all answers have one of these statuses. */
		Load expect(String what, Set<Integer> expected) {
			if (!expected.containsAll(this.statuses.keySet())) {
				throw new IllegalStateException(what + ": " + expected + " expected, but " + this.statuses);
			}
			return this;
		}

	}

}
