import { describe, expect, it } from "vitest";
import { type Issue, originOf } from "./origin-of";

const issue = (changes: Partial<Issue> = {}): Issue => ({
  mechanism: "assume-role",
  principalId: 1,
  principalKind: "role",
  issuerKey: null,
  subject: null,
  ...changes,
});
const from = (issues: Readonly<Record<string, readonly Issue[]>>, key: string | null = "ASIA1") =>
  originOf({ kind: "role", key }, new Map(Object.entries(issues))).by;

describe("whose a call was that a record gives to somebody else", () => {
  it("is another's for certain where somebody from outside stands at the beginning, or root", () => {
    expect(from({ ASIA1: [issue({ mechanism: "assume-role-with-saml", principalKind: "saml-user" })] })).toBe("other");
    expect(from({ ASIA1: [issue({ issuerKey: "ASIA0" })], ASIA0: [issue({ mechanism: "identity-center" })] })).toBe(
      "other",
    );
    expect(from({ ASIA1: [issue({ principalKind: "root" })] })).toBe("other");
  });

  it("is open where a service, a function or a pod stands at the beginning, however far back", () => {
    const service = issue({ mechanism: "service-assume-role", principalKind: "aws-service" });
    expect(from({ ASIA1: [service] })).toBe("unknown");
    expect(from({ ASIA1: [issue({ issuerKey: "ASIA0" })], ASIA0: [service] })).toBe("unknown");
    const pod = issue({ mechanism: "assume-role-with-web-identity", subject: "system:serviceaccount:prod:agent" });
    expect(from({ ASIA1: [pod] })).toBe("unknown");
  });

  it("is another's unless the subject made the key where a user's key or password stands at the beginning", () => {
    expect(originOf({ kind: "user", key: "AKIA" }, new Map()).by).toBe("set-up");
    expect(from({ ASIA1: [issue({ principalKind: "user", issuerKey: "AKIA" })] })).toBe("set-up");
  });

  it("is open where nothing says who obtained it, records disagree, or the way back does not end", () => {
    expect(from({})).toBe("unknown");
    expect(from({}, null)).toBe("unknown");
    expect(from({ ASIA1: [issue(), issue({ principalId: 2 })] })).toBe("unknown");
    expect(from({ ASIA1: [issue({ issuerKey: "ASIA1" })] })).toBe("unknown");
    const copy = issue({ principalId: 2, principalKind: "foreign-account" });
    expect(from({ ASIA1: [copy, issue({ principalKind: "root" })] })).toBe("other");
    expect(from({ ASIA1: [copy] })).toBe("unknown");
  });
});
