import type { Use, Who } from "@/lib/credentials/link-facts";

type Known = {
  readonly key: string;
  readonly who: Who | null;
  readonly eventId: string | null;
  readonly atMs: number | null;
};

/** A key of which the store holds nothing but that it was shown or issued once. */
export function unusedOf({ key, who, eventId, atMs }: Known): Use {
  return {
    key,
    kind: key.startsWith("AKIA") ? "long-term" : key.startsWith("ACCA") ? "bearer" : "temporary",
    by: who ?? { id: null, name: "unknown", kind: "unattributed" },
    account: null,
    name: who?.name ?? "",
    uniqueIds: [],
    principalIds: [],
    credentialIds: [],
    sessionName: null,
    createdAtMs: null,
    firstMs: atMs,
    lastMs: atMs,
    firstEventId: eventId,
    isDirect: true,
    fromConsole: false,
    sourceIdentity: null,
    scope: null,
    signInSession: null,
    behalfOf: null,
    delivery: null,
  };
}
