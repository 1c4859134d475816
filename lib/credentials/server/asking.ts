import type { Use } from "@/lib/credentials/link-facts";

/** Credentials in order; null where there is nothing to ask. */
export type Asking = readonly (Use | null)[];

/** The questions of those that have what it takes to ask, with their numbers. */
export function asking<Asked>(uses: Asking, read: (use: Use) => Asked | null): { n: number[]; of: Asked[] } {
  const n: number[] = [];
  const of: Asked[] = [];
  uses.forEach((use, at) => {
    const asked = use === null ? null : read(use);
    if (asked === null) return;
    n.push(at);
    of.push(asked);
  });
  return { n, of };
}
