import { describe, expect, it } from "vitest";
import { credentialUse } from "@/lib/testing/factories/credential-use";
import { endingsOf, stoppedAt } from "./endings";
import type { StoredTurn, Use } from "./link-facts";
import { issuedLink } from "./make-link";

const T = Date.UTC(2026, 0, 2);
const HOUR = 3_600_000;

const use = (parts: Partial<Use>): Use =>
  credentialUse({
    key: "AKIAX",
    kind: "long-term",
    by: { id: "i", name: "bob", kind: "user" },
    name: "bob",
    sessionName: null,
    createdAtMs: null,
    firstMs: T,
    lastMs: T + HOUR,
    ...parts,
  });
const session = (parts: Partial<Use> = {}): Use =>
  use({
    key: "ASIAX",
    kind: "temporary",
    by: { id: "i", name: "ops", kind: "role" },
    name: "ops",
    createdAtMs: T,
    ...parts,
  });

let serial = 0;
const turn = (parts: Partial<StoredTurn>): StoredTurn => ({
  eventId: String(serial++),
  timeMs: T + HOUR,
  action: "Call",
  thing: "access-key",
  key: "AKIAX",
  owner: "user/bob",
  effect: "gone",
  beforeMs: null,
  ...parts,
});
const deny = (parts: Partial<StoredTurn>): StoredTurn =>
  turn({ thing: "deny", key: "role/ops P", owner: "role/ops", effect: "made", beforeMs: T + HOUR, ...parts });

const effects = (of: Use, turns: readonly StoredTurn[], link: ReturnType<typeof issuedLink> | null = null) =>
  endingsOf(of, link, { turns }).endings.map(({ effect }) => effect);

describe("the end of a credential", () => {
  it("lasts from the call that made a key inactive to the one that made it active, and for ever once it is deleted", () => {
    const { endings, stopped } = endingsOf(use({}), null, {
      turns: [
        turn({ effect: "gone", timeMs: T + 5 * HOUR }),
        turn({ effect: "on", timeMs: T + 2 * HOUR }),
        turn({ effect: "off", timeMs: T + HOUR }),
        turn({ effect: "on", timeMs: T + 6 * HOUR }),
      ],
    });
    expect(endings.map(({ effect }) => effect)).toEqual(["ends", "again", "ends", "again"]);
    expect(stopped.map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([
      [T + HOUR, T + 2 * HOUR],
      [T + 5 * HOUR, null],
    ]);
    expect(stoppedAt(stopped, T + HOUR)).not.toBeNull();
    expect(stoppedAt(stopped, T + 3 * HOUR)).toBeNull();
  });

  it("comes to a session by a deny on sessions that were issued before, until the policy is taken away", () => {
    const { stopped } = endingsOf(session(), null, {
      turns: [deny({}), deny({ effect: "gone", timeMs: T + 4 * HOUR })],
    });
    expect(stopped.map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([[T + HOUR, T + 4 * HOUR]]);
    expect(effects(session({ createdAtMs: T + 2 * HOUR }), [deny({})])).toEqual([]);
    expect(effects(session({ name: "other" }), [deny({})])).toEqual([]);
    expect(effects(session(), [deny({ effect: "gone", key: "role/ops Q" })])).toEqual([]);
  });

  it("does not come to a long-term key by a deny on older sessions, since its calls carry no time of issue", () => {
    expect(effects(use({}), [deny({ owner: "user/bob" })])).toEqual([]);
    expect(effects(use({}), [deny({ owner: "user/bob", beforeMs: null })])).toEqual(["ends"]);
  });

  it("comes with the deletion of the role or user, and not with that of an earlier one of the same name", () => {
    const deleted = turn({ thing: "role", key: "ops", owner: "role/ops" });
    expect(effects(session(), [deleted])).toEqual(["ends"]);
    expect(effects(session({ createdAtMs: T + 2 * HOUR }), [deleted])).toEqual([]);
  });

  it("does not come to a session by the end of the key, provider or trust anchor that gave it, which is said", () => {
    const fact = {
      eventId: "e",
      timeMs: T,
      sharedEventId: null,
      recordedIn: "1",
      recordedInAll: [],
      region: "us-east-1",
      asker: { id: null, name: "bob", kind: "user" },
      key: "ASIAX",
      issuerKey: "AKIAX",
      account: null,
      name: null,
      uniqueId: null,
      sessionName: null,
      expiresAtMs: null,
      sourceIdentity: null,
      subject: null,
      tags: [],
    };
    const byKey = issuedLink({ ...fact, mechanism: "assume-role", scope: null }, session(), "B");
    expect(effects(session(), [turn({ effect: "off" })], byKey)).toEqual(["leaves"]);
    const anchor = "arn:aws:rolesanywhere:eu-west-1:111122223333:trust-anchor/ta-1";
    const byAnchor = issuedLink({ ...fact, mechanism: "roles-anywhere", scope: anchor }, session(), "B");
    const disabled = turn({ thing: "trust-anchor", key: "ta-1", owner: null, effect: "off" });
    expect(endingsOf(session(), byAnchor, { turns: [disabled] })).toMatchObject({
      endings: [{ effect: "leaves" }],
      stopped: [],
    });
    expect(effects(session(), [turn({ thing: "trust-anchor", key: "a-1", owner: null })], byAnchor)).toEqual([]);
  });
});
