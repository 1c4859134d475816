import type { CoverageModel } from "./coverage-model";
import type { Place } from "./sinks-at";
import { segmentAt, type Segment } from "./timeline";

/** The subject under which it is kept that somebody looked at all trails of an account, or at those of one of its Regions only. */
export function inventorySubject(account: string, region: string | null): string {
  return region === null ? account : `${account} ${region}`;
}

/** The account of such a subject. */
export function inventoryAccount(subject: string): string {
  return subject.split(" ")[0] ?? subject;
}

/** How well it is known which trails of an account's own watch a Region: null where nobody ever looked. */
export function inventoryAt(
  model: CoverageModel,
  { account, region, atMs }: Place & { readonly atMs: number },
): Segment<true>["standing"] | null {
  const standings = [null, region].map((where) => {
    const timeline = model.inventories.get(inventorySubject(account, where));
    return timeline === undefined ? null : (segmentAt(timeline, atMs)?.standing ?? "unknown");
  });
  return (["proved", "last-known", "unknown"] as const).find((standing) => standings.includes(standing)) ?? null;
}
