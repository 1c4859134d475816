import { rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const ROOT = join(import.meta.dirname, "../../..");
const SOURCE = join(import.meta.dirname, "ingest-worker.ts");
/** Reads the sources as they are, file by file: works everywhere and takes a second of each thread. */
const PLAIN = new URL("./ingest-worker-boot.mjs", import.meta.url);

/** For packages inside the file that ask for modules of Node the old way. */
const REQUIRE = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';

/** What is not there, and what is large and loads as fast from where it is. */
const OUTSIDE = ["pg-native", "zod"];

export type WorkerEntry = { readonly url: URL; readonly remove: () => Promise<void> };

/**
 * What a loader thread starts from: its sources and the packages that they use in one file, made anew for each run in a tenth of the
 * time that a thread would take to read them; the sources themselves where that file cannot be written.
 */
export async function makeWorkerEntry(): Promise<WorkerEntry> {
  // In the project, so that packages are found from there.
  const outfile = join(ROOT, "node_modules", ".cache", "wakeline", `ingest-worker-${process.pid}.mjs`);
  try {
    await build({
      entryPoints: [SOURCE],
      outfile,
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node20",
      conditions: ["react-server"],
      banner: { js: REQUIRE },
      external: OUTSIDE,
      sourcemap: "inline",
      sourcesContent: false,
      absWorkingDir: ROOT,
      logLevel: "silent",
    });
    return { url: pathToFileURL(outfile), remove: () => rm(outfile, { force: true }) };
  } catch {
    return { url: PLAIN, remove: async () => undefined };
  }
}
