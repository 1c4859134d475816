import type { Metric } from "../prometheus-text";

/** This process itself, under the names that dashboards know. */
export function processMetrics(): Metric[] {
  const startedAt = (Date.now() - process.uptime() * 1000) / 1000;
  const { user, system } = process.cpuUsage();
  const gauge = (name: string, help: string, value: number): Metric => ({
    name,
    help,
    type: "gauge",
    samples: [{ value }],
  });
  return [
    gauge("process_resident_memory_bytes", "Memory of this process, in bytes.", process.memoryUsage.rss()),
    gauge("process_start_time_seconds", "When this process started.", startedAt),
    {
      name: "process_cpu_seconds_total",
      help: "Processor time of this process.",
      type: "counter",
      samples: [{ value: (user + system) / 1e6 }],
    },
  ];
}
