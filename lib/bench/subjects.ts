import type { BenchSubject } from "./subject";

/** Everything that can be measured, by the word that asks for it. */
export const BENCH_SUBJECTS: Readonly<Record<string, () => Promise<BenchSubject>>> = {
  chains: async () => (await import("./chains-subject")).chainsSubject,
  coverage: async () => (await import("./coverage-subject")).coverageSubject,
  demo: async () => (await import("./demo-subject")).demoSubject,
  ingest: async () => (await import("./ingest-subject")).ingestSubject,
  reads: async () => (await import("./reads-subject")).readsSubject,
  s3: async () => (await import("./s3-subject")).s3Subject,
  scroll: async () => (await import("./scroll-subject")).scrollSubject,
  timeline: async () => (await import("./timeline-subject")).timelineSubject,
  verify: async () => (await import("./verify-subject")).verifySubject,
};
