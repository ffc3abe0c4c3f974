package dev.mishap.benchmarks.app;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;

/**
 * Measures between two moments what the live Java threads have used, except the calling
 * one: neither the collector nor the compiler is among them.
 */
final class Meter {

	private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

	private Map<Long, long[]> before = new HashMap<>();

	private long processBefore;

	void begin() {
		this.before = read();
		this.processBefore = this.process.getProcessCpuTime();
	}

	/** Returns CPU nanoseconds, allocated bytes, and CPU nanoseconds of the process. */
	long[] end() {
		long[] sum = new long[3];
		sum[2] = this.process.getProcessCpuTime() - this.processBefore;
		read().forEach((id, now) -> {
			long[] then = this.before.getOrDefault(id, new long[2]);
			sum[0] += now[0] - then[0];
			sum[1] += now[1] - then[1];
		});
		return sum;
	}

	long processCpu() {
		return this.process.getProcessCpuTime();
	}

	private Map<Long, long[]> read() {
		long[] ids = this.threads.getAllThreadIds();
		long[] cpu = this.threads.getThreadCpuTime(ids);
		long[] allocated = this.threads.getThreadAllocatedBytes(ids);
		Map<Long, long[]> read = new HashMap<>();
		long self = Thread.currentThread().getId();
		for (int i = 0; i < ids.length; i++) {
			if (ids[i] != self && cpu[i] >= 0) {
				read.put(ids[i], new long[] { cpu[i], allocated[i] });
			}
		}
		return read;
	}

}
