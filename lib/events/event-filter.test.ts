import { describe, expect, it } from "vitest";
import fc from "fast-check";
import {
  clauseText,
  EMPTY_FILTER,
  FILTER_FIELDS,
  parseClause,
  withClause,
  withOnlyClause,
  withoutClause,
} from "./event-filter";

const clause = fc.record({
  field: fc.constantFrom(...FILTER_FIELDS),
  not: fc.boolean(),
  value: fc.string({ minLength: 1, maxLength: 60 }),
});

describe("event filter", () => {
  it("gives every clause back from its text, whatever the value holds", () => {
    fc.assert(
      fc.property(clause, (one) => {
        expect(parseClause(clauseText(one))).toEqual(one);
      }),
    );
  });

  it.each(["", ":", "action:", "nothing", "!nothing:x", "action", "!:x"])("refuses %j as a clause", (text) => {
    expect(parseClause(text)).toBeNull();
  });

  it("asks for one value in place of all others of its field, and leaves other fields alone", () => {
    const region = (value: string, not: boolean) => ({ field: "region" as const, not, value });
    const account = { field: "account" as const, not: true, value: "111122223333" };
    const before = { ...EMPTY_FILTER, clauses: [region("us-east-1", false), account, region("eu-west-1", true)] };
    expect(withOnlyClause(before, region("eu-west-1", false)).clauses).toEqual([account, region("eu-west-1", false)]);
  });

  it("turns a clause round instead of asking for and leaving out the same value", () => {
    const wanted = withClause(EMPTY_FILTER, { field: "region", not: false, value: "us-east-1" });
    const left = withClause(wanted, { field: "region", not: true, value: "us-east-1" });
    expect(left.clauses).toEqual([{ field: "region", not: true, value: "us-east-1" }]);
    expect(withoutClause(left, { field: "region", not: true, value: "us-east-1" }).clauses).toEqual([]);
  });
});
