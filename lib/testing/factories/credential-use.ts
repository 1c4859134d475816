import type { Use } from "@/lib/credentials/link-facts";

const T = Date.UTC(2026, 0, 2, 3);
const MINUTE = 60_000;
const WHO = { id: "11111111-1111-8111-8111-111111111111", name: "worker", kind: "role" };

/** A session of the role `worker`, made on 2 January 2026 at three and used a minute later, with what a test says otherwise. */
export function credentialUse(parts: Partial<Use> = {}): Use {
  return {
    key: "ASIAUSED",
    kind: "temporary",
    by: WHO,
    account: "111122223333",
    name: "worker",
    uniqueIds: ["AROAWORKER"],
    principalIds: [1],
    credentialIds: [1],
    sessionName: "run-1",
    createdAtMs: T,
    firstMs: T + MINUTE,
    lastMs: T + 2 * MINUTE,
    firstEventId: "used",
    isDirect: true,
    fromConsole: false,
    sourceIdentity: null,
    scope: null,
    signInSession: null,
    behalfOf: null,
    delivery: null,
    ...parts,
  };
}
