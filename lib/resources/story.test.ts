import { describe, expect, it } from "vitest";
import { storyFacts } from "./story-facts";
import { storyNote } from "./story-note";

const OBJECT = "AWS::S3::Object";
const call = { type: OBJECT, isError: false, facts: [], before: null };

describe("storyFacts", () => {
  it("has the version, the key and where it was copied from, and nothing of what a caller chose to put beside", () => {
    const record = {
      requestParameters: { bucketName: "lake", key: "a", "x-amz-copy-source": "lake/b", anything: "else" },
      responseElements: {
        "x-amz-version-id": "v2",
        "x-amz-server-side-encryption-aws-kms-key-id": "arn:aws:kms:eu-west-1:444455556666:key/k",
      },
    };
    expect(storyFacts(record)).toEqual([
      { name: "version", value: "v2" },
      { name: "encrypted with key", value: "arn:aws:kms:eu-west-1:444455556666:key/k" },
      { name: "copied from", value: "lake/b" },
    ]);
  });

  it("reads records in every form that they come in, and gives nothing for what is none", () => {
    expect(storyFacts({ responseElements: '{"x-amz-delete-marker":"true"}' })).toEqual([
      { name: "delete marker", value: "true" },
    ]);
    for (const odd of [null, 7, "text", [], { requestParameters: [], responseElements: 3 }])
      expect(storyFacts(odd)).toEqual([]);
  });

  it("cuts a long policy and says how long it was", () => {
    const [fact] = storyFacts({ requestParameters: { bucketPolicy: { Statement: "x".repeat(5_000) } } });
    expect(fact?.name).toBe("policy");
    expect(fact?.value).toMatch(/^\{"Statement":"x+… \(5016 characters; the record has all\)$/);
  });
});

describe("storyNote", () => {
  const at = Date.UTC(2026, 9, 5, 8);

  it("calls a write an overwrite only where something is known to have been there", () => {
    const put = { ...call, action: "PutObject" };
    expect(storyNote({ ...put, before: { action: "CopyObject", timeMs: at } })).toContain(
      "Overwrote what CopyObject put",
    );
    expect(storyNote({ ...put, before: { action: "DeleteObject", timeMs: at } })).toContain("Written anew");
    expect(storyNote(put)).toContain("whether something was there before is not known");
    expect(storyNote({ ...put, before: "not-looked" })).toContain("was not looked for");
  });

  it("tells a delete marker from a version that is gone", () => {
    const deleted = { ...call, action: "DeleteObject" };
    expect(storyNote({ ...deleted, facts: [{ name: "delete marker", value: "true" }] })).toContain("delete marker");
    expect(storyNote({ ...deleted, facts: [{ name: "version", value: "v1" }] })).toBe(
      "This version was deleted for good.",
    );
    expect(storyNote(deleted)).toContain("not known");
  });

  it("says nothing of what failed", () => {
    expect(storyNote({ ...call, action: "DeleteObject", isError: true })).toBeNull();
  });
});
