import { describe, expect, it } from "vitest";
import { scopeOf } from "./access";

describe("the scope that a token needs", () => {
  it.each([
    ["read", { method: "GET", role: "viewer" }],
    ["read", { method: "GET", role: "investigator" }],
    ["admin", { method: "GET", role: "admin" }],
    ["evidence", { method: "GET", role: "viewer", scope: "evidence" }],
    ["upload", { method: "POST", role: "investigator", scope: "upload" }],
  ] as const)("is %s for %j", (scope, access) => {
    expect(scopeOf(access)).toBe(scope);
  });

  it.each([
    { method: "POST", role: "viewer" },
    { method: "PUT", role: "viewer" },
    { method: "DELETE", role: "admin" },
    { method: "GET", role: "viewer", scope: null },
  ] as const)("does not exist for %j: what changes something opens itself to programs in so many words", (access) => {
    expect(scopeOf(access)).toBeNull();
  });
});
