import { describe, expect, it } from "vitest";
import { safeNext } from "./safe-next";

describe("safeNext", () => {
  it.each([
    ["/events?from=2026-11-01T00:00:00Z&q=a%26b", "/events?from=2026-11-01T00:00:00Z&q=a%26b"],
    ["/identities/4/timeline#row", "/identities/4/timeline#row"],
  ])("keeps the local path %s", (next, expected) => {
    expect(safeNext(next)).toBe(expected);
  });

  it.each([
    [null],
    [""],
    ["https://evil.example"],
    ["//evil.example"],
    ["/\\evil.example"],
    ["/\t/evil.example"],
    ["/..//evil.example"],
    ["javascript:alert(1)"],
    ["/sign-in?next=/sign-in"],
    ["/api/auth/signout"],
  ])("leads home instead of to %s", (next) => {
    expect(safeNext(next)).toBe("/");
  });
});
