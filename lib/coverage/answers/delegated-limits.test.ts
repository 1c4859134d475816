import { describe, expect, it } from "vitest";
import { parseSelectors } from "@/lib/cloudtrail/selectors/parse-selectors";
import { WRITES_ALWAYS } from "@/lib/testing/factories/writes-always";
import { compileCoverage } from "../compile-coverage";
import type { Fact, HeldPlace } from "../fact";
import type { Question } from "./answer";
import { answerQuestion } from "./answer-question";

const [MANAGER, ACCOUNT, OTHER] = ["999988887777", "111122223333", "444455556666"] as const;
const REGION = "us-east-1";
const HOUR = 3_600_000;
const T0 = Date.parse("2026-05-01T00:00:00Z");
const whole = [{ fromMs: T0 - HOUR, toMs: T0 + 1000 * HOUR }];

const point = {
  fromMs: T0,
  toMs: T0,
  isChange: false,
  knownAtMs: T0,
  origin: { kind: "snapshot", name: "test", trust: "imported" } as const,
};
const category = (value: string) => ({ Field: "eventCategory", Equals: [value] });
const dataOf = (type: string) => ({ FieldSelectors: [category("Data"), { Field: "resources.type", Equals: [type] }] });
const EVERYTHING = parseSelectors({
  AdvancedEventSelectors: [
    { FieldSelectors: [category("Management")] },
    dataOf("AWS::S3::Object"),
    dataOf("AWS::S3::AccessPoint"),
  ],
});

const arnOf = (owner: string): string => `arn:aws:cloudtrail:${REGION}:${owner}:trail/main`;

/** A trail that records all that matters here. */
function trail(owner: string, organisation: boolean): Fact[] {
  const settings = {
    kind: "trail" as const,
    name: organisation ? "org-trail" : "own-trail",
    owner,
    home: REGION,
    multiRegion: true,
    organisation,
    globalEvents: true,
    bucket: "logs",
    prefix: null,
    kmsKey: null,
    validation: true,
  };
  const subject = arnOf(owner);
  return [
    { subject, aspect: "existence", value: true, ...point },
    { subject, aspect: "logging", value: true, ...point },
    { subject, aspect: "selectors", value: EVERYTHING, ...point },
    { subject, aspect: "settings", value: settings, ...point },
  ];
}

const FACTS: readonly Fact[] = [
  ...trail(MANAGER, true),
  ...[MANAGER, ACCOUNT, OTHER].map((subject): Fact => ({
    subject,
    aspect: "membership",
    value: true,
    ...point,
    fromMs: T0 - HOUR,
  })),
  { subject: ACCOUNT, aspect: "inventory", value: true, ...point },
];
const held = (account: string, sink: string, isVerified = true): HeldPlace => ({
  account,
  region: REGION,
  sink,
  complete: whole,
  verified: isVerified ? whole : [],
  firstWrite: WRITES_ALWAYS,
});
const ORG = arnOf(MANAGER);
const ALL = [MANAGER, ACCOUNT, OTHER].map((account) => held(account, ORG));

const QUESTION: Question = {
  did: "read",
  fromMs: T0 + 100 * HOUR,
  toMs: T0 + 110 * HOUR,
  subject: { id: "x", name: "agent", kind: "role", arn: `arn:aws:iam::${ACCOUNT}:role/agent`, accounts: [ACCOUNT] },
  resource: {
    arn: "arn:aws:s3:::reports/q3.pdf",
    type: "AWS::S3::Object",
    account: ACCOUNT,
    region: REGION,
    isContainer: false,
  },
};

function answer(heldPlaces: readonly HeldPlace[], facts: readonly Fact[] = FACTS) {
  const evidence = {
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
  };
  const { verdict, limits } = answerQuestion(QUESTION, evidence, compileCoverage({ facts, held: heldPlaces }));
  return { verdict, texts: limits.map(({ kind, text }) => `${kind}: ${text}`) };
}

describe("an answer that needs the organisation's trail", () => {
  it("may be no where the changes of logging of every account are proved to be here", () => {
    expect(answer(ALL)).toEqual({ verdict: "no", texts: [] });
  });

  it("cannot say where another account's log, in which a delegated administrator's change would stand, is not proved", () => {
    for (const others of [[], [held(OTHER, ORG, false)]]) {
      const { verdict, texts } = answer([...ALL.slice(0, 2), ...others]);
      expect(verdict).toBe("cannot-say");
      expect(texts).toHaveLength(1);
      expect(texts[0]).toMatch(
        /^configuration-unknown: Whether a delegated administrator changed org-trail cannot be told/,
      );
      expect(texts[0]).toContain(`of 1 of 2 other accounts (${OTHER})`);
    }
  });

  it("may be no all the same where a trail of the account's own proves as much without it", () => {
    const own = arnOf(ACCOUNT);
    const facts = [...FACTS, ...trail(ACCOUNT, false)];
    expect(answer([...ALL.slice(0, 2), held(ACCOUNT, own)], facts)).toEqual({ verdict: "no", texts: [] });
    const unproved = answer([...ALL.slice(0, 2), held(ACCOUNT, own, false)], facts);
    expect(unproved.verdict).toBe("cannot-say");
  });
});
