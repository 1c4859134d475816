import { describe, expect, it } from "vitest";
import { parseSelectors } from "@/lib/cloudtrail/selectors/parse-selectors";
import { WRITES_ALWAYS } from "@/lib/testing/factories/writes-always";
import { compileCoverage } from "../compile-coverage";
import type { Fact, HeldPlace } from "../fact";
import type { AnswerEvidence, Question, TouchGroup } from "./answer";
import { answerQuestion } from "./answer-question";

const ACCOUNT = "111122223333";
const REGION = "us-east-1";
const TRAIL = `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/main`;
const HOUR = 3_600_000;
const T0 = Date.parse("2026-05-01T00:00:00Z");
const FROM = T0 + 100 * HOUR;
const TO = T0 + 110 * HOUR;
const OBJECT = "arn:aws:s3:::reports/q3.pdf";

const point = (atMs: number, isChange = false) => ({
  fromMs: atMs,
  toMs: atMs,
  isChange,
  knownAtMs: atMs,
  origin: { kind: "snapshot", name: "test", trust: "imported" } as const,
});
const category = (value: string) => ({ Field: "eventCategory", Equals: [value] });
const OBJECTS = [category("Data"), { Field: "resources.type", Equals: ["AWS::S3::Object"] }];
const POINTS = [category("Data"), { Field: "resources.type", Equals: ["AWS::S3::AccessPoint"] }];

function facts(objects: readonly object[] = OBJECTS, points: readonly object[] | null = POINTS): Fact[] {
  const data = [objects, ...(points === null ? [] : [points])].map((FieldSelectors) => ({ FieldSelectors }));
  const selectors = parseSelectors({
    AdvancedEventSelectors: [{ FieldSelectors: [category("Management")] }, ...data],
  });
  return [
    { subject: TRAIL, aspect: "existence", value: true, ...point(T0) },
    { subject: TRAIL, aspect: "logging", value: true, ...point(T0) },
    { subject: TRAIL, aspect: "selectors", value: selectors, ...point(T0) },
    {
      subject: TRAIL,
      aspect: "settings",
      value: {
        kind: "trail",
        name: "main",
        owner: ACCOUNT,
        home: REGION,
        multiRegion: true,
        organisation: false,
        globalEvents: true,
        bucket: "logs",
        prefix: null,
        kmsKey: null,
        validation: true,
      },
      ...point(T0),
    },
    { subject: ACCOUNT, aspect: "inventory", value: true, ...point(T0) },
  ];
}

const whole = [{ fromMs: T0 - HOUR, toMs: T0 + 1000 * HOUR }];
const here = { complete: whole, verified: whole, firstWrite: WRITES_ALWAYS };
const held: HeldPlace = { account: ACCOUNT, region: REGION, sink: TRAIL, ...here };

const question = (changes: Partial<Question> = {}): Question => ({
  did: "read",
  fromMs: FROM,
  toMs: TO,
  subject: { id: "x", name: "agent", kind: "role", arn: `arn:aws:iam::${ACCOUNT}:role/agent`, accounts: [ACCOUNT] },
  resource: { arn: OBJECT, type: "AWS::S3::Object", account: ACCOUNT, region: REGION, isContainer: false },
  ...changes,
});

const evidence = (changes: Partial<AnswerEvidence> = {}): AnswerEvidence => ({
  touches: [],
  touchesAreCut: false,
  issued: [],
  indirect: [],
  unnamed: [],
  quarantined: { records: 0, files: 0 },
  droppedUnread: { records: 0, files: 0 },
  dropped: [],
  existedBefore: true,
  regions: [REGION],
  createdMs: null,
  beginMs: T0,
  ...changes,
});

const touch = (changes: Partial<TouchGroup> = {}): TouchGroup => ({
  source: "s3.amazonaws.com",
  name: "GetObject",
  readOnly: true,
  outcome: "done",
  events: 1,
  sample: [
    {
      eventId: "e1",
      timeMs: FROM + HOUR,
      source: "s3.amazonaws.com",
      action: "GetObject",
      identity: "agent",
      credential: "ASIA",
      account: ACCOUNT,
      region: REGION,
      through: null,
    },
  ],
  by: "subject",
  why: "",
  role: "target",
  withKey: false,
  ...changes,
});

const ask = (
  asked: Question = question(),
  said: AnswerEvidence = evidence(),
  known: { readonly facts?: readonly Fact[]; readonly held?: readonly HeldPlace[] } = {},
) => answerQuestion(asked, said, compileCoverage({ facts: known.facts ?? facts(), held: known.held ?? [held] }));

const kinds = (...args: Parameters<typeof ask>) => [...new Set(ask(...args).limits.map(({ kind }) => kind))];

describe("an answer", () => {
  it("is no where every way would have left a verified record, and there is none", () => {
    const answer = ask();
    expect(answer.limits).toEqual([]);
    expect(answer.verdict).toBe("no");
  });

  it("is yes with the calls cited, and refused ones are attempts only", () => {
    const yes = ask(question(), evidence({ touches: [touch()] }));
    expect(yes.verdict).toBe("yes");
    expect(yes.events.map(({ eventId }) => eventId)).toEqual(["e1"]);
    const refused = ask(question(), evidence({ touches: [touch({ outcome: "refused" })] }));
    expect(refused.verdict).toBe("no");
    expect(refused.attempts).toHaveLength(1);
  });

  it("is never no where a call on it failed in the service itself, by the subject or by nobody knows whom", () => {
    for (const by of ["subject", "derived", "unknown", "set-up"] as const) {
      const failed = ask(question(), evidence({ touches: [touch({ outcome: "failed", by })] }));
      expect([by, failed.verdict, failed.events]).toEqual([by, "cannot-say", []]);
    }
    const others = ask(question(), evidence({ touches: [touch({ outcome: "failed", by: "other" })] }));
    expect(others.verdict).toBe("no");
  });

  it("is yes through a credential that the subject obtained", () => {
    expect(ask(question(), evidence({ touches: [touch({ by: "derived" })] })).verdict).toBe("yes");
  });

  it("is no where somebody else did it for certain, and cannot say where nobody knows who", () => {
    expect(ask(question(), evidence({ touches: [touch({ by: "other" })] })).verdict).toBe("no");
    expect(kinds(question(), evidence({ touches: [touch({ by: "unknown" })] }))).toEqual(["unattributed"]);
  });

  it("is never no where anything is not recorded, not known, not held or not verified", () => {
    const time = (kind: "complete" | "verified") => ({
      ...held,
      [kind]: [
        { fromMs: T0 - HOUR, toMs: FROM + HOUR },
        { fromMs: FROM + 2 * HOUR, toMs: T0 + 1000 * HOUR },
      ],
    });
    expect(kinds(question(), evidence(), { held: [time("verified")] })).toEqual(["unverified"]);
    expect(ask(question(), evidence(), { held: [time("complete")] }).verdict).toBe("cannot-say");
    expect(ask(question(), evidence(), { held: [] }).verdict).toBe("cannot-say");
    for (let n = 0; n < facts().length; n++)
      expect(
        ask(question(), evidence(), { facts: facts().filter((_, m) => m !== n || facts()[n]?.aspect === "inventory") })
          .verdict,
      ).toBe(facts()[n]?.aspect === "inventory" ? "no" : "cannot-say");
    const uploaded = facts().map((fact) => ({ ...fact, origin: { ...fact.origin, trust: "uploaded" as const } }));
    expect(kinds(question(), evidence(), { facts: uploaded })).toEqual(["uploaded-configuration"]);
    const stop: Fact = { subject: TRAIL, aspect: "logging", value: false, ...point(FROM + HOUR, true) };
    expect(ask(question(), evidence(), { facts: [...facts(), stop] }).verdict).toBe("cannot-say");
  });

  it("is never no while a credential went where it cannot be followed, or something was let act", () => {
    const issued = { eventId: "i", atMs: FROM, account: "999900001111", name: "far", isTraceable: true };
    expect(ask(question(), evidence({ issued: [issued] })).verdict).toBe("cannot-say");
    expect(kinds(question(), evidence({ issued: [{ ...issued, account: ACCOUNT, isTraceable: false }] }))).toEqual([
      "issued-unseen",
    ]);
    expect(ask(question(), evidence({ issued: [{ ...issued, account: ACCOUNT }] })).verdict).toBe("no");
    const calls = {
      source: "athena.amazonaws.com",
      name: "StartQueryExecution",
      events: 1,
      sample: [],
      fromMs: FROM,
      toMs: FROM,
      why: null,
    };
    expect(kinds(question(), evidence({ indirect: [calls] }))).toEqual(["indirect"]);
    expect(kinds(question(), evidence({ unnamed: [calls] }))).toEqual(["unnamed-resource"]);
    expect(kinds(question(), evidence({ quarantined: { records: 1, files: 1 } }))).toEqual(["quarantined"]);
  });

  it("goes by what of a class is selected: another bucket's selector proves nothing, this bucket's does", () => {
    const only = (prefix: string) => facts([...OBJECTS, { Field: "resources.ARN", StartsWith: [prefix] }]);
    expect(
      ask(question(), evidence(), { facts: only("arn:aws:s3:::reports/") }).limits.every(({ text }) =>
        text.includes("resources.ARN"),
      ),
    ).toBe(true);
    expect(ask(question({ did: "write" }), evidence(), { facts: only("arn:aws:s3:::reports/") }).verdict).toBe("no");
    expect(kinds(question({ did: "write" }), evidence(), { facts: only("arn:aws:s3:::other/") })).toEqual([
      "not-recorded",
    ]);
    const writes = facts([...OBJECTS, { Field: "readOnly", Equals: ["false"] }]);
    expect(ask(question({ did: "write" }), evidence(), { facts: writes }).verdict).toBe("no");
    expect(ask(question({ did: "read" }), evidence(), { facts: writes }).verdict).toBe("cannot-say");
  });

  it.each([
    ["arn:aws:sagemaker:us-east-1:111122223333:endpoint/fraud", "AWS::SageMaker::Endpoint", "not-loggable"],
    ["arn:aws:rds:us-east-1:111122223333:cluster:orders", "AWS::RDS::DBCluster", "not-loggable"],
    ["arn:aws:redshift:us-east-1:111122223333:cluster:dw", "", "unknown-kind"],
  ])("cannot be no about %s by itself", (arn, type, kind) => {
    const resource = { arn, type, account: ACCOUNT, region: REGION, isContainer: false };
    for (const subject of [null, question().subject]) expect(kinds(question({ resource, subject }))).toContain(kind);
  });

  it("judges calls through access points by their own selector: one for objects does not vouch for them, nor one for other points", () => {
    const without = ask(question(), evidence(), { facts: facts(OBJECTS, null) });
    expect(without.verdict).toBe("cannot-say");
    expect(without.limits.every(({ text }) => text.includes("access point"))).toBe(true);
    const other = [...POINTS, { Field: "resources.ARN", StartsWith: ["arn:aws:s3:::"] }];
    expect(kinds(question(), evidence(), { facts: facts(OBJECTS, other) })).toEqual(["partly-recorded"]);
  });

  it("cannot be no where another's key may be one that the subject made before the records begin, unless those go back to its making", () => {
    const touches = [touch({ by: "set-up", why: "another user" })];
    expect(kinds(question(), evidence({ touches }))).toEqual(["set-up-before"]);
    expect(ask(question(), evidence({ touches, createdMs: T0 + 10 * HOUR })).verdict).toBe("no");
    expect(kinds(question(), evidence({ touches, createdMs: T0 - 100 * HOUR }))).toContain("set-up-before");
    const deletes = question({ did: "delete" });
    expect(kinds(deletes)).toEqual(["set-up-before"]);
    expect(ask(deletes, evidence({ createdMs: T0 + 10 * HOUR })).verdict).toBe("no");
  });

  it("says with a no when the records begin, and needs the owner's own records where the resource is another account's", () => {
    expect(ask().assumptions[0]).toMatch(/^Records begin at 2026-05-01/);
    expect(ask(question(), evidence({ createdMs: T0 + 10 * HOUR })).assumptions[0]).not.toMatch(/^Records begin/);
    const foreign = question({ resource: { ...question().resource, account: "999900001111" } });
    expect(ask(foreign).verdict).toBe("cannot-say");
    expect(ask(foreign, evidence({ createdMs: T0 + 10 * HOUR })).verdict).toBe("no");
  });

  it("cannot be no where the Region or the owner of the resource is not known", () => {
    for (const unknown of [{ region: null }, { account: null }])
      expect(kinds(question({ resource: { ...question().resource, ...unknown } }))).toContain("account-unknown");
  });

  it("puts the limits that can be removed first", () => {
    const order = ask(
      question(),
      evidence({ quarantined: { records: 1, files: 1 }, touches: [touch({ by: "unknown" })] }),
      {
        held: [{ ...held, verified: [] }],
      },
    ).limits.map(({ kind }) => kind);
    expect(order[0]).toBe("unverified");
    expect(order.at(-1)).toBe("unattributed");
  });

  it("says that something was overwritten only where it was there before", () => {
    const wrote = touch({ name: "PutObject", readOnly: false });
    expect(ask(question({ did: "overwrite" }), evidence({ touches: [wrote] })).verdict).toBe("yes");
    expect(kinds(question({ did: "overwrite" }), evidence({ touches: [wrote], existedBefore: false }))).toEqual([
      "existed-before",
    ]);
  });

  it("never rests a no on somebody having looked at all trails of an account", () => {
    const looked = facts();
    const unlooked = looked.filter(({ aspect }) => aspect !== "inventory");
    for (const known of [looked, unlooked]) expect(ask(question(), evidence(), { facts: known }).verdict).toBe("no");
    for (const objects of [[category("Data"), { Field: "resources.type", Equals: ["AWS::Lambda::Function"] }]])
      for (const known of [facts(objects), facts(objects).filter(({ aspect }) => aspect !== "inventory")])
        expect(ask(question(), evidence(), { facts: known }).verdict).toBe("cannot-say");
  });

  it("cannot say of a time that is not over, or that began before anything is here", () => {
    const end = whole[0]?.toMs ?? 0;
    for (const time of [
      { fromMs: FROM, toMs: end + HOUR },
      { fromMs: end + HOUR, toMs: end + 2 * HOUR },
      { fromMs: T0 - 10 * HOUR, toMs: TO },
    ])
      expect(ask(question(time)).verdict).toBe("cannot-say");
  });

  it("cannot say of anybody where a policy may have let another account in, whose calls may stand in its own log alone", () => {
    const secret = {
      arn: `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:db-AbCdEf`,
      type: "AWS::SecretsManager::Secret",
      account: ACCOUNT,
      region: REGION,
      isContainer: false,
    };
    const anybody = question({ subject: null, resource: secret });
    const policies = ["e-policy"];
    expect(kinds(anybody, evidence({ policies }))).toEqual(["foreign-account"]);
    expect(ask(anybody).verdict).toBe("no");
    expect(ask(anybody).assumptions.join(" ")).toContain("lets another account in");
    expect(ask(question({ resource: secret }), evidence({ policies })).verdict).toBe("no");
    expect(ask(question({ subject: null }), evidence({ policies })).verdict).toBe("no");
  });

  it("needs the reads of a table's stream too", () => {
    const table = {
      arn: `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/orders`,
      type: "AWS::DynamoDB::Table",
      account: ACCOUNT,
      region: REGION,
      isContainer: false,
    };
    const data = (type: string) => [category("Data"), { Field: "resources.type", Equals: [type] }];
    const asked = question({ resource: table });
    const both = facts(data("AWS::DynamoDB::Table"), data("AWS::DynamoDB::Stream"));
    const one = facts(data("AWS::DynamoDB::Table"), null);
    expect(kinds(asked, evidence(), { facts: both })).not.toContain("not-recorded");
    expect(kinds(asked, evidence(), { facts: one })).toContain("not-recorded");
  });
});
