import { describe, expect, it } from "vitest";
import { chainRow } from "./chain-row";
import type { Chain, ChainLink } from "./contract";

const who = (name: string) => ({ id: null, name, kind: "role" });
const link = (from: string, to: string, more: Partial<ChainLink> = {}): ChainLink => ({
  from,
  fromIsKey: true,
  fromWho: who(from),
  to,
  toWho: who(to),
  grade: "B",
  mechanism: "assume-role",
  issuingEventId: "1",
  usedEventId: "2",
  atMs: 0,
  expiresAtMs: null,
  because: "",
  recordedIn: ["111122223333"],
  region: null,
  sessionName: null,
  scope: null,
  tags: [],
  ...more,
});
const chain = (links: ChainLink[], more: Partial<Chain> = {}): Chain => ({
  credential: "ASIA2",
  who: who("two"),
  links,
  root: "AKIA1",
  rootWho: who("one"),
  grade: "B",
  ends: "",
  candidates: [],
  ...more,
});

describe("chainRow", () => {
  it("puts the first credential before one step a link, and marks the one that was asked for", () => {
    const row = chainRow(chain([link("AKIA1", "ASIA1"), link("ASIA1", "ASIA2")]));
    expect([row.first, ...row.steps.map(({ to }) => to)].map(({ key, isAsked }) => [key, isAsked])).toEqual([
      ["AKIA1", false],
      ["ASIA1", false],
      ["ASIA2", true],
    ]);
  });

  it("draws a boundary where the issuing call was recorded in two accounts, and nowhere else", () => {
    const { steps } = chainRow(
      chain([link("AKIA1", "ASIA1", { recordedIn: ["111122223333", "444455556666"] }), link("ASIA1", "ASIA2")]),
    );
    expect(steps.map(({ between }) => between)).toEqual([["111122223333", "444455556666"], []]);
  });

  it("is the credential alone where no link is known", () => {
    const row = chainRow(chain([], { root: "ASIA2", rootWho: null }));
    expect(row).toEqual({ first: { key: "ASIA2", isKey: true, who: who("two"), isAsked: true }, steps: [] });
  });

  it("begins with a name where a service stands at the beginning", () => {
    const row = chainRow(chain([link("lambda.amazonaws.com", "ASIA2", { fromIsKey: false, fromWho: null })]));
    expect(row.first).toMatchObject({ key: "lambda.amazonaws.com", isKey: false });
  });
});
