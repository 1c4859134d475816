import { describe, expect, it } from "vitest";
import { uploadNameOf, uploadNames } from "./upload-names";

describe("uploadNames", () => {
  it("keeps plain relative names as they are", () => {
    expect(uploadNames(["logs/a.json.gz", "logs/b.json.gz"])).toEqual(["logs/a.json.gz", "logs/b.json.gz"]);
  });

  it("tells files of the same name apart", () => {
    expect(uploadNames(["a", "a", "a"])).toEqual(["a", "(2) a", "(3) a"]);
  });

  it("lets no name read as a member of another's archive, in either order", () => {
    expect(uploadNames(["a.zip", "a.zip!b.json"])).toEqual(["a.zip", "(2) a.zip!b.json"]);
    expect(uploadNames(["a.zip!b.json", "a.zip"])).toEqual(["a.zip!b.json", "(2) a.zip"]);
  });

  it("makes what a database cannot hold storable, and keeps 4 kB names two when they differ at the end", () => {
    const long = "x".repeat(4096);
    const [nul, half, one, other] = uploadNames(["a\0b", "a\uD800b", `${long}1`, `${long}2`]);
    expect([nul, half]).toEqual(["a\uFFFDb", "(2) a\uFFFDb"]);
    expect(Buffer.byteLength(one ?? "")).toBeLessThanOrEqual(1024);
    expect(one).not.toBe(other);
  });
});

describe("uploadNameOf", () => {
  const names = new Set(["a.zip", "b!c.json"]);

  it.each([
    ["a.zip", "a.zip"],
    ["a.zip!folder/x.json", "a.zip"],
    ["a.zip!inner.zip!x.json", "a.zip"],
    ["b!c.json", "b!c.json"],
    ["other!a.zip", null],
    ["", null],
  ])("finds whose %j is", (path, name) => {
    expect(uploadNameOf(path, names)).toBe(name);
  });
});
