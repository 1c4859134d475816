import { describe, expect, it } from "vitest";
import { evidenceName } from "./evidence-name";

const file = { sha256: "ab".repeat(32), compressed: true, evidence: "exact" } as const;

describe("evidenceName", () => {
  it.each([
    ["AWSLogs/1/CloudTrail/x_20261102T1405Z_abc.json.gz", "x_20261102T1405Z_abc.json.gz"],
    ["logs.zip!inner/a b.json", "a_b.json.gz"],
    ["../../etc/passwd", "passwd.gz"],
    ["C:\\logs\\..", "abababababababab.gz"],
    ["a\r\nSet-Cookie: x", "a_Set-Cookie_x.gz"],
    ["\u202Etxt.exe", "_txt.exe.gz"],
    ["", "abababababababab.gz"],
  ])("makes %j a name that goes nowhere", (path, name) => {
    expect(evidenceName({ ...file, path })).toBe(name);
  });

  it("does not call text gzip", () => {
    expect(evidenceName({ ...file, path: "a.json.gz", evidence: "text" })).toBe("a.json");
    expect(evidenceName({ ...file, path: "a.json.gz", compressed: false })).toBe("a.json");
  });
});
