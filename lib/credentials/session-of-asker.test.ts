import { describe, expect, it } from "vitest";
import { credentialUse as use } from "@/lib/testing/factories/credential-use";
import { linkOf, oneOf } from "./make-link";
import { withAskersKeys } from "./session-of-asker";

const T = Date.UTC(2026, 0, 2, 3);
const HOUR = 3_600_000;
const asker = use({ key: "ASIAASKER", uniqueIds: ["AROAASKEREXAMPLE23"], sessionName: "run-1", createdAtMs: T });
const issued = {
  ...linkOf(use({ key: "ASIAISSUED" }), "B", "assume-role"),
  from: "AROAASKEREXAMPLE23:run-1",
  fromIsKey: true,
  fromWho: { id: null, name: "deployer", kind: "foreign-account" },
  because: "The key id was issued and used.",
  atMs: T + HOUR,
};
const origin = oneOf([issued], "");

describe("a session that another account's copy names", () => {
  it("leads to its one key that was valid then, by grade C", () => {
    expect(withAskersKeys(origin, [asker])).toMatchObject({
      kind: "link",
      link: { from: "ASIAASKER", fromIsKey: true, grade: "C", fromWho: asker.by },
    });
  });

  it("is one of several where it had several keys, whatever their order", () => {
    const refreshed = { ...asker, key: "ASIAREFRESHED", createdAtMs: T + HOUR / 2 };
    const both = [withAskersKeys(origin, [asker, refreshed]), withAskersKeys(origin, [refreshed, asker])];
    for (const one of both) expect(one).toMatchObject({ kind: "candidates", links: [{ grade: "C" }, { grade: "C" }] });
  });

  it.each([
    ["of another role", { ...asker, uniqueIds: ["AROAOTHEREXAMPLE23"] }],
    ["of another name", { ...asker, sessionName: "run-2" }],
    ["made after the call", { ...asker, createdAtMs: T + 2 * HOUR }],
    ["ended long before it", { ...asker, createdAtMs: T - 12 * HOUR }],
    ["of a service that called for the session", { ...asker, isDirect: false }],
    ["that it issued", { ...asker, key: "ASIAISSUED" }],
  ])("is named without a key where the only one is %s", (_what, other) => {
    expect(withAskersKeys(origin, [other])).toMatchObject({
      kind: "link",
      link: { from: "deployer", fromIsKey: false, grade: "B" },
    });
  });
});
