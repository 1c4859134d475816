import { describe, expect, it } from "vitest";
import type { StoredTurn } from "./link-facts";
import { managedDenies } from "./managed-denies";

const ARN = "arn:aws:iam::111122223333:policy/Revoke";
const AT = Date.UTC(2026, 0, 2);
const BEFORE = AT + 500;

let serial = 0;
const turn = (second: number, parts: Partial<StoredTurn>): StoredTurn => ({
  eventId: `e${serial++}`,
  timeMs: AT + second * 1_000,
  action: "Call",
  thing: "policy-version",
  key: `${ARN} v1`,
  owner: `policy/${ARN}`,
  effect: "on",
  beforeMs: null,
  ...parts,
});
const attach = (second: number, effect: "made" | "gone" = "made"): StoredTurn =>
  turn(second, { thing: "policy", key: `role/ops ${ARN}`, owner: "role/ops", effect });
const set = (second: number, version = "v1"): StoredTurn => turn(second, { key: `${ARN} ${version}` });
const text = (second: number, parts: Partial<StoredTurn> = {}): StoredTurn =>
  turn(second, { thing: "policy-deny", effect: "made", beforeMs: BEFORE, ...parts });

const deniesOf = (attached: StoredTurn[], versions: StoredTurn[]) => {
  const { turns, untold } = managedDenies("role/ops", [{ arn: ARN, attached, versions }]);
  return {
    turns: turns.map(({ timeMs, effect, beforeMs }) => [(timeMs - AT) / 1_000, effect, beforeMs]),
    untold: untold.map(({ fromMs, toMs }) => [(fromMs - AT) / 1_000, toMs === null ? null : (toMs - AT) / 1_000]),
  };
};

describe("denies on sessions in customer-managed policies", () => {
  it("begin where the attachment and the version that counts are both known, and end with either", () => {
    const versions = [text(1), set(1)];
    const made = turn(1, { action: "CreatePolicy", effect: "made" });
    expect(deniesOf([attach(2), attach(5, "gone")], [made, ...versions])).toEqual({
      turns: [
        [2, "made", BEFORE],
        [5, "gone", null],
      ],
      untold: [],
    });
    expect(deniesOf([attach(0)], [...versions, text(3, { key: `${ARN} v2`, effect: "gone" }), set(4, "v2")])).toEqual({
      turns: [
        [1, "made", BEFORE],
        [4, "gone", null],
      ],
      untold: [[0, 1]],
    });
  });

  it("are not proved by a version that does not count", () => {
    const newer = text(3, { key: `${ARN} v2` });
    expect(deniesOf([attach(2)], [text(1, { effect: "gone" }), set(1), newer])).toEqual({ turns: [], untold: [] });
  });

  it("cannot be told while the text that counts, or whether it is attached, is not in the log", () => {
    expect(deniesOf([attach(2)], [])).toEqual({ turns: [], untold: [[2, null]] });
    expect(deniesOf([attach(2)], [text(1), set(1), set(4, "v9")])).toEqual({
      turns: [
        [2, "made", BEFORE],
        [4, "gone", null],
      ],
      untold: [
        [1, 2],
        [4, null],
      ],
    });
    expect(deniesOf([], [text(1), set(1)])).toEqual({ turns: [], untold: [[1, null]] });
  });

  it("are known to be attached to nothing when the policy was made in the log", () => {
    const made = turn(1, { action: "CreatePolicy", effect: "made" });
    expect(deniesOf([], [made, text(1), set(1)])).toEqual({ turns: [], untold: [] });
  });

  it("say nothing by the versions of a policy that was deleted and made anew", () => {
    const gone = turn(3, { key: ARN, effect: "gone" });
    const made = turn(4, { action: "CreatePolicy", effect: "made" });
    const again = [made, text(4, { effect: "gone" }), set(4)];
    expect(deniesOf([attach(2), attach(3, "gone"), attach(5)], [text(1), set(1), gone, ...again]).turns).toEqual([
      [2, "made", BEFORE],
      [3, "gone", null],
    ]);
  });

  it("are the same for every order of the turns, and prove nothing by what is undecidable within one second", () => {
    const versions = [text(1), text(1, { key: `${ARN} v2`, effect: "gone" }), set(2, "v2"), set(2), attach(2)];
    const [first, ...others] = [versions, versions.toReversed(), [...versions.slice(2), ...versions.slice(0, 2)]].map(
      (turns) =>
        deniesOf(
          turns.filter(({ thing }) => thing === "policy"),
          turns.filter(({ thing }) => thing !== "policy"),
        ),
    );
    expect(first).toEqual({ turns: [], untold: [[2, null]] });
    for (const other of others) expect(other).toEqual(first);
  });
});
