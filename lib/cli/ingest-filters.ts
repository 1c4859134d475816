import type { Store } from "@/lib/db/store";
import { setSourceFilters } from "@/lib/integrity/server/set-source-filters";
import { SOURCE_FILTERS, type SourceFilter } from "@/lib/integrity/watermark";
import { UsageError } from "./io";

/** What `--filters` says that the source leaves out, e.g. "read-only-management,data"; null where it was not given. */
export function readFilters(text: string | undefined): SourceFilter[] | null {
  if (text === undefined) return null;
  return text.split(",").map((word) => {
    const filter = SOURCE_FILTERS.find((one) => one === word.trim());
    if (filter === undefined)
      throw new UsageError(`--filters takes what the source leaves out: ${SOURCE_FILTERS.join(", ")}; not "${word}".`);
    return filter;
  });
}

/** Writes down what a source leaves out, on the word of the command line. */
export async function declareFilters(
  { db, pool }: Store,
  wish: { readonly source: string; readonly leavesOut: SourceFilter[] },
): Promise<void> {
  const actor = { kind: "cli", name: "command line" } as const;
  await setSourceFilters({ db, pool, actor, now: () => new Date(), signal: new AbortController().signal }, wish);
}
