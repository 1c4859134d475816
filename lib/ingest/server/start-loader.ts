import { AppError } from "@/lib/base/app-error";
import { makePool } from "@/lib/db/make-pool";
import { storeFailure } from "@/lib/db/store-failure";
import { isInputFailure } from "../input-error";
import { inputLimits } from "../input-limits";
import { listInputs } from "../sources/list-inputs";
import type { UnitResult } from "./batch";
import { Dictionaries } from "./dictionaries";
import { loadInput } from "./load-input";
import { Loader } from "./loader";
import { Stopwatch } from "./stopwatch";
import type { FileOutcome, FromWorker, PathToLoad, ToWorker, WorkerInit } from "./worker-messages";

/** Load, dictionaries, partitions and one to spare. */
const CONNECTIONS = 4;

/** Does a loader's work, in whichever thread it is called: takes messages, and says what comes of them. */
export function startLoader(init: WorkerInit, say: (message: FromWorker) => void): (message: ToWorker) => void {
  const pool = makePool(init.url, { max: CONNECTIONS, applicationName: "wakeline loader" });
  const watch = new Stopwatch(() => performance.now());
  const ctx = { pool, source: init.source, dictionaries: new Dictionaries(), watch };
  const loader = new Loader(ctx, { clock: Date.now, batchTextBytes: init.batchTextBytes }, (results, kept) =>
    say({ type: "settled", files: results.map(outcomeOf), kept }),
  );
  const load = async (paths: readonly PathToLoad[]): Promise<void> => {
    await loadPaths(paths, { loader, say });
    say({ type: "idle" });
  };
  const finish = async (): Promise<void> => {
    await loader.finish();
    await pool.end();
    say({ type: "finished", timings: watch.read() });
  };
  let last: Promise<unknown> = Promise.resolve();
  return (message) => {
    last = last
      .then(() => {
        switch (message.type) {
          case "load":
            return load(message.paths);
          case "commit":
            return loader.finish();
          case "finish":
            return finish();
        }
      })
      .catch((error: unknown) => say(failureOf(error)));
  };
}

type Loading = { loader: Loader; say: (message: FromWorker) => void };

async function loadPaths(given: readonly PathToLoad[], { loader, say }: Loading): Promise<void> {
  const limits = inputLimits();
  const labels = new Map(given.flatMap(({ path, label }) => (label === undefined ? [] : [[path, label] as const])));
  const paths = given.map(({ path }) => path);
  for await (const input of listInputs(paths, limits)) {
    const path = labelled(input.path, labels);
    if ("reason" in input) {
      say({ type: "skipped", path, reason: input.reason, bytes: 0 });
      continue;
    }
    try {
      const skipped = await loadInput({ ...input, path }, { loader, limits });
      if (skipped !== null) say({ type: "skipped", path, reason: skipped, bytes: input.bytes ?? 0 });
    } catch (error) {
      if (!isInputFailure(error)) throw error;
      say({ type: "skipped", path, reason: error.message, bytes: input.bytes ?? 0 });
    }
  }
}

/** A spooled file goes by the name that its sender gave it, and so do its members. */
function labelled(path: string, labels: ReadonlyMap<string, string>): string {
  if (labels.size === 0) return path;
  for (let end = path.length; end > 0; end = path.lastIndexOf("!", end - 1)) {
    const label = labels.get(path.slice(0, end));
    if (label !== undefined) return label + path.slice(end);
  }
  return path;
}

function outcomeOf({ unit, outcome, stored, duplicates, quarantined }: UnitResult): FileOutcome {
  const { path, isLast, deliveredBytes } = unit;
  return { path, isLast, outcome, stored, duplicates, quarantined, bytes: isLast ? deliveredBytes : 0 };
}

function failureOf(error: unknown): FromWorker {
  const known = error instanceof AppError ? error : storeFailure(error);
  if (known)
    return {
      type: "failed",
      code: known.code,
      message: `${known.message} What was loaded stays: run the same command again to go on.`,
    };
  return {
    type: "failed",
    code: null,
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}
