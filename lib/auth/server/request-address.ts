const LONGEST = 45;

/** The caller's address: the last hop's word. A client that connects directly can forge it, so it slows, and never admits, anyone. */
export function requestAddress(headers: Pick<Headers, "get">): string | null {
  const hops = (headers.get("x-forwarded-for") ?? "").split(",");
  const last = (hops[hops.length - 1] ?? "").trim();
  return /^[0-9a-fA-F.:]+$/.test(last) && last.length <= LONGEST ? last : null;
}
