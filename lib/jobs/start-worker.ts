import { Logger, run, type Runner, type Task } from "graphile-worker";
import { Repeating } from "@/lib/base/repeating";
import type { Store } from "@/lib/db/store";
import { cleanSpool } from "@/lib/sources/server/clean-spool";
import type { RunEnd, RunWork } from "@/lib/sources/server/end-run";
import { ingestUpload } from "@/lib/sources/server/ingest-upload";
import { queueDueRetention } from "@/lib/retention/server/queue-due-retention";
import { runRetention } from "@/lib/retention/server/run-retention";
import { runS3Pull } from "@/lib/sources/server/run-s3-pull";
import { listCancelAsked } from "@/lib/sources/server/take-up-run";
import { beat } from "./beat";
import { CancelListener } from "./cancel-listener";
import { prepareQueue } from "./enqueue";
import { releaseDeadJobs } from "./release-dead-jobs";
import { RUN_TASKS, RunPayload, type RunTask } from "./run-job";

const SWEEP_EVERY_MS = 5000;
const POLL_EVERY_MS = 2000;

export type RunningWorker = {
  /** Interrupts what runs (it goes on with the next start) and ends. */
  readonly stop: () => Promise<void>;
  /** Rejects when the worker cannot go on. */
  readonly ended: Promise<void>;
};

type WorkerOptions = {
  readonly log: (line: string) => void;
  readonly now: () => Date;
  readonly sweepEveryMs?: number;
};

const WORK: Record<RunTask, (store: Store, work: RunWork) => Promise<RunEnd>> = {
  "ingest-upload": ingestUpload,
  "pull-s3": runS3Pull,
  "apply-retention": runRetention,
};

/** Takes jobs from the queue of the store, one of each kind at a time, until it is stopped. */
export async function startWorker(
  store: Store,
  { log, now, sweepEveryMs = SWEEP_EVERY_MS }: WorkerOptions,
): Promise<RunningWorker> {
  await prepareQueue(store.pool);
  await cleanSpool({ pool: store.pool, now });
  const running = new RunningWork();
  const taskOf =
    (name: RunTask): Task =>
    async (payload, helpers) => {
      const { runId, takenUp } = RunPayload.parse(payload);
      const { attempts, max_attempts: attemptsMax } = helpers.job;
      const startedMs = now().getTime();
      const end = await running.track(runId, (signal) =>
        WORK[name](store, { runId, signal, takenUp: takenUp || attempts > 1, isLastAttempt: attempts >= attemptsMax }),
      );
      log(`${name} ${runId} ${describeEnd(end)} after ${((now().getTime() - startedMs) / 1000).toFixed(1)} s`);
      if (end.kind === "unavailable") throw end.error;
    };
  const cancels = new CancelListener(store.pool, (runId) => running.cancel(runId));
  const sweep = async (): Promise<void> => {
    await beat(store.pool);
    for (const runId of await listCancelAsked(store.pool)) running.cancel(runId);
    await cancels.ensure();
    await queueDueRetention(store.pool, now());
    for (const key of await releaseDeadJobs(store.pool)) log(`${key} is taken up again: its worker ended`);
  };
  await sweep();
  const sweeps = new Repeating(() => sweep().catch((error: unknown) => log(`sweep: ${String(error)}`)), sweepEveryMs);
  const runner = await run({
    pgPool: store.pool,
    concurrency: RUN_TASKS.length,
    pollInterval: POLL_EVERY_MS,
    noHandleSignals: true,
    logger: loggerTo(log),
    taskList: Object.fromEntries(RUN_TASKS.map((name) => [name, taskOf(name)])),
  });
  return { ended: runner.promise, stop: () => stop({ runner, running, cancels, sweeps }) };
}

type Parts = { runner: Runner; running: RunningWork; cancels: CancelListener; sweeps: Repeating };

async function stop({ runner, running, cancels, sweeps }: Parts): Promise<void> {
  running.interrupt();
  await Promise.all([sweeps.stop(), runner.stop().catch(() => undefined)]);
  cancels.close();
}

function describeEnd(end: RunEnd): string {
  switch (end.kind) {
    case "done":
      return `done: ${end.records} records = ${end.stored} stored + ${end.duplicates} duplicates + ${end.quarantined} quarantined`;
    case "unavailable":
      return `waits for the database: ${end.error.message}`;
    case "failed":
      return `failed: ${end.error instanceof Error ? (end.error.stack ?? end.error.message) : String(end.error)}`;
    case "cancelled":
    case "interrupted":
    case "nothing-to-do":
      return end.kind;
  }
}

/** What graphile-worker itself has to say, where it is a warning or worse; our jobs write their own lines. */
function loggerTo(log: (line: string) => void): Logger {
  return new Logger(() => (level, message, meta) => {
    const isJob = meta !== undefined && "job" in meta;
    if ((level === "error" || level === "warning") && !isJob) log(`${level}: ${message}`);
  });
}

/** The runs that this process works on now. */
class RunningWork {
  private readonly controllers = new Map<string, AbortController>();

  async track<T>(runId: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    this.controllers.set(runId, controller);
    try {
      return await work(controller.signal);
    } finally {
      this.controllers.delete(runId);
    }
  }

  cancel(runId: string): void {
    this.controllers.get(runId)?.abort("cancelled");
  }

  interrupt(): void {
    for (const controller of this.controllers.values()) controller.abort("interrupted");
  }
}
