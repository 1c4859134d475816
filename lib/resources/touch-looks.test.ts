import { describe, expect, it } from "vitest";
import { coverageSentences } from "./coverage-sentence";
import type { CoverageLine } from "./contract";
import { touchLooks } from "./touch-looks";

const waysOf = (type: string, key: string) =>
  touchLooks({ type, key }).looks.map(({ what, family }) => `${what} ${family.id.split(" ")[0]}`);

describe("touchLooks", () => {
  it("has the reads and the writes of an object apart, each by this object's own ARN", () => {
    const { looks } = touchLooks({ type: "AWS::S3::Object", key: "arn:aws:s3:::lake/a" });
    expect(waysOf("AWS::S3::Object", "arn:aws:s3:::lake/a").slice(0, 2)).toEqual([
      "reads AWS::S3::Object",
      "writes AWS::S3::Object",
    ]);
    expect(looks[0]?.family.eventClass.arn).toBe("arn:aws:s3:::lake/a");
  });

  it("does not narrow a bucket to itself: all that lies in it is asked about", () => {
    const { looks } = touchLooks({ type: "AWS::S3::Bucket", key: "arn:aws:s3:::lake" });
    expect(looks.every(({ family }) => family.eventClass.arn === undefined)).toBe(true);
  });

  it.each([
    [
      "AWS::SecretsManager::Secret",
      "arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf",
      "calls management:secrets",
    ],
    ["AWS::KMS::Key", "arn:aws:kms:us-east-1:111122223333:key/k", "calls management:kms"],
    [
      "AWS::Bedrock::AgentAlias",
      "arn:aws:bedrock:us-east-1:111122223333:agent-alias/A/B",
      "calls AWS::Bedrock::AgentAlias",
    ],
    ["AWS::Bedrock::Agent", "arn:aws:bedrock:us-east-1:111122223333:agent/A", "calls AWS::Bedrock::AgentAlias"],
    ["AWS::Bedrock::Model", "arn:aws:bedrock:us-east-1::foundation-model/m", "calls management:model-inference"],
  ])("knows how a %s is used", (type, key, way) => {
    expect(waysOf(type, key)).toContain(way);
    expect(touchLooks({ type, key }).isKnownKind).toBe(true);
  });

  it("says of a kind that nobody listed that it is not known, and asks for its management events all the same", () => {
    for (const [type, key] of [
      ["AWS::Tomorrow::Thing", "arn:aws:tomorrow:us-east-1:111122223333:thing/x"],
      ["", "a name alone"],
    ] as const) {
      expect(touchLooks({ type, key }).isKnownKind).toBe(false);
      expect(waysOf(type, key)).toEqual(["management management"]);
    }
  });

  it("names the way that leaves no record", () => {
    const endpoint = { type: "AWS::SageMaker::Endpoint", key: "arn:aws:sagemaker:us-east-1:111122223333:endpoint/e" };
    expect(touchLooks(endpoint).unrecorded?.isLoggable).toBe(false);
  });
});

describe("coverageSentences", () => {
  const line = (changes: Partial<CoverageLine>): CoverageLine => ({
    what: "reads",
    family: "AWS::S3::Object",
    title: "Objects",
    proves: "",
    neverContains: "",
    certainty: "confirmed",
    account: "111122223333",
    region: "us-east-1",
    spans: [{ fromMs: 0, toMs: 100_000, state: "logged", because: "" }],
    isMissingFiles: false,
    ...changes,
  });
  const dark = [{ fromMs: 0, toMs: 100_000, state: "not-logged" as const, because: "" }];
  const told = (lines: readonly CoverageLine[]) => coverageSentences(lines, null).map(({ text }) => text);

  it("says plainly that who read it cannot be seen where reads are not logged", () => {
    expect(told([line({ spans: dark }), line({ what: "writes" })])).toEqual([
      "Who read it cannot be seen in all of this time: such calls are not logged.",
    ]);
  });

  it("says what only an access point hides apart from what nothing shows", () => {
    const [first, second] = told([
      line({ what: "writes", spans: dark }),
      line({ family: "AWS::S3::AccessPoint", spans: dark }),
    ]);
    expect(first).toMatch(/^Who wrote or deleted it cannot be seen/);
    expect(second).toMatch(/^Through an access point, who read it cannot be seen/);
  });

  it("never says that all was logged where a state is unknown or partial, or files are missing", () => {
    for (const state of ["unknown", "partial"] as const)
      expect(coverageSentences([line({ spans: [{ fromMs: 0, toMs: 1, state, because: "" }] })], null)[0]?.isAlarm).toBe(
        true,
      );
    expect(told([line({ isMissingFiles: true })])[0]).toContain("not all log files of this time are here");
    expect(coverageSentences([line({})], null)).toHaveLength(1);
    expect(coverageSentences([line({})], null)[0]?.isAlarm).toBe(false);
  });
});
