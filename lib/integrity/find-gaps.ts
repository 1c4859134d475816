/** A digest of one chain, as far as its place in it matters. */
export type ChainLink = {
  readonly startMs: number;
  readonly endMs: number;
  readonly contentSha256: string;
  /** Both null: a chain begins here, as after StartLogging. */
  readonly previousKey: string | null;
  readonly previousSha256: string | null;
};

export type Gap = {
  readonly fromMs: number;
  readonly toMs: number;
  /** digest-missing: a digest was there and is not here. not-logging: CloudTrail began a new chain. */
  readonly kind: "digest-missing" | "not-logging";
  /** The key of the digest that the later one names as the one before it. */
  readonly missing: string | null;
};

/**
 * The intervals of a chain that no digest covers, however many digests are gone: from the end of the older to the start of the
 * newer. Give only digests that nothing speaks against. Before the first one nothing is known, so no gap is told there.
 */
export function findGaps(links: readonly ChainLink[]): Gap[] {
  const ordered = [...links].toSorted((a, b) => a.endMs - b.endMs || a.startMs - b.startMs);
  const gaps: Gap[] = [];
  let coveredMs = ordered[0]?.endMs ?? 0;
  const before = new Set<string>(ordered[0] ? [ordered[0].contentSha256] : []);
  for (const link of ordered.slice(1)) {
    const isFirst = link.previousKey === null && link.previousSha256 === null;
    const follows = link.previousSha256 !== null && before.has(link.previousSha256);
    if (!follows && (link.startMs > coveredMs || !isFirst)) {
      gaps.push({
        fromMs: coveredMs,
        // A digest that overlaps the one before it, and still names another, leaves a moment rather than nothing.
        toMs: Math.max(link.startMs, coveredMs),
        kind: isFirst ? "not-logging" : "digest-missing",
        missing: link.previousKey,
      });
    }
    coveredMs = Math.max(coveredMs, link.endMs);
    before.add(link.contentSha256);
  }
  return gaps;
}
