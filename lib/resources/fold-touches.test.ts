import { describe, expect, it } from "vitest";
import { foldTouches, type TouchGroup } from "./fold-touches";
import { mergeTouches } from "./merge-touches";

const group = (changes: Partial<TouchGroup>): TouchGroup => ({
  identityId: "id-etl",
  identity: "etl",
  identityKind: "role",
  human: "non-human",
  source: "s3.amazonaws.com",
  name: "GetObject",
  outcome: "ok",
  actions: 1,
  firstMs: 1_000,
  lastMs: 1_000,
  ...changes,
});

const GROUPS: readonly TouchGroup[] = [
  group({ actions: 5, firstMs: 2_000, lastMs: 9_000 }),
  group({ outcome: "denied", actions: 2 }),
  group({ name: "ListObjects", outcome: "error", actions: 1, lastMs: 12_000 }),
  group({ name: "DeleteObject", actions: 1 }),
  group({ identityId: null, identity: "unknown caller", identityKind: null, human: null, actions: 30 }),
];

describe("foldTouches", () => {
  it("counts denials and other failures apart, and has all of them in the actions", () => {
    const [most, read, deleted] = foldTouches(GROUPS);
    expect(most).toMatchObject({ identity: "unknown caller", kind: "read", actions: 30 });
    expect(read).toMatchObject({
      identity: "etl",
      kind: "read",
      actions: 8,
      denials: 2,
      errors: 1,
      names: ["GetObject", "ListObjects"],
      firstMs: 1_000,
      lastMs: 12_000,
    });
    expect(deleted).toMatchObject({ identity: "etl", kind: "delete", actions: 1, denials: 0, errors: 0 });
  });
});

describe("mergeTouches", () => {
  const step = (groups: readonly TouchGroup[], uncountedBeforeMs: number | null) => {
    const actions = groups.reduce((sum, one) => sum + one.actions, 0);
    const places = [{ account: "111122223333", region: "us-east-1", records: actions }];
    const touches = foldTouches(groups);
    const identities = new Set(touches.map(({ identity }) => identity)).size;
    return { touches, identities, actions, records: actions, places, uncountedBeforeMs };
  };

  it("says of two steps what one count of both would have said", () => {
    const apart = mergeTouches([step(GROUPS.slice(0, 2), 5_000), step(GROUPS.slice(2), null)]);
    expect(apart).toEqual(step(GROUPS, null));
  });

  it("keeps saying how far was counted while there is more", () => {
    expect(mergeTouches([step(GROUPS, 5_000), step(GROUPS, 3_000)])?.uncountedBeforeMs).toBe(3_000);
    expect(mergeTouches([])).toBeNull();
  });
});
