import type { Store } from "@/lib/db/store";
import { ingestPaths, type IngestRequest } from "@/lib/ingest/server/ingest-paths";
import type { IngestResult } from "@/lib/ingest/server/load-feed";
import type { HashProgress } from "./hash-contents";
import { updateIntegrity } from "./update-integrity";

/**
 * Loads files and then verifies what came: with its digests, or as what digests that are here already name. What was loaded stays
 * even where the verification cannot be finished; the next one goes on from there.
 */
export async function ingestAndVerify(
  store: Store,
  request: IngestRequest & { readonly onVerify?: HashProgress },
): Promise<IngestResult> {
  return loadAndVerify(store, () => ingestPaths(store, request), request.onVerify);
}

/** The same for any other way of loading, e.g. from S3. */
export async function loadAndVerify(
  store: Store,
  load: () => Promise<IngestResult>,
  onVerify?: HashProgress,
): Promise<IngestResult> {
  const result = await load();
  await updateIntegrity(store.pool, onVerify ? { progress: onVerify } : {});
  return result;
}
