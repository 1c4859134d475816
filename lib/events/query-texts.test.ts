import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { athenaWhere, athenaWhereEvents } from "./athena-query";
import { commandLine, eventCommands } from "./command-line";
import type { EventFilter } from "./event-filter";
import { shellQuote } from "./shell-quote";

const FROM = "2026-10-01T00:00:00.000Z";
const filter = (clauses: EventFilter["clauses"], from: string | null = null): EventFilter => ({
  from,
  to: null,
  clauses,
});
const NASTY = `a'b"; $(touch x) \`y\` \\ \n\u001B[31m\u202E é 😀`;

describe("a copied command line", () => {
  it("gives a shell the very values back, whatever a log put into them", () => {
    const run = (script: string): string =>
      execFileSync("bash", ["--norc", "-c", `export LC_ALL=C.UTF-8\n${script}`], { encoding: "utf8" });
    expect(run(`printf %s ${shellQuote(NASTY)}`)).toBe(NASTY);
    const word = fc.string({ unit: "grapheme", maxLength: 30 }).filter((text) => !text.includes("\0"));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 40 }), (words) => {
        expect(run(`printf '%s\\0' ${words.map(shellQuote).join(" ")}`)).toBe(`${words.join("\0")}\0`);
      }),
      { numRuns: 10 },
    );
  });

  it("holds no line end and no control of a terminal", () => {
    expect(shellQuote(NASTY)).toMatch(/^[^\p{Cc}\p{Cf}]*$/u);
  });

  it("lists what the filter lists, exclusions marked", () => {
    const clauses = [
      { field: "action" as const, not: false, value: "s3:Get*" },
      { field: "region" as const, not: true, value: "us-east-1" },
    ];
    expect(commandLine(filter(clauses, FROM))).toBe(
      `npm run -s wakeline -- events --action 's3:Get*' --region '!us-east-1' --from ${FROM}`,
    );
    expect(eventCommands(["e1", "e 2"])).toBe("npm run -s wakeline -- event e1\nnpm run -s wakeline -- event 'e 2'");
  });
});

describe("a copied condition for Athena", () => {
  it("joins values of one field by OR, fields by AND, and keeps events without the field when leaving out", () => {
    const clauses = [
      { field: "identity" as const, not: false, value: "id-1" },
      { field: "action" as const, not: false, value: "s3:Get*" },
      { field: "action" as const, not: false, value: "Decrypt" },
      { field: "error" as const, not: true, value: "AccessDenied" },
    ];
    const names = new Map([["id-1", "arn:aws:iam::111122223333:role/app"]]);
    expect(athenaWhere(filter(clauses, FROM), names)).toBe(
      [
        "WHERE eventtime >= '2026-10-01T00:00:00Z'",
        "  AND (useridentity.arn = 'arn:aws:iam::111122223333:role/app' OR useridentity.sessioncontext.sessionissuer.arn = 'arn:aws:iam::111122223333:role/app')",
        String.raw`  AND ((eventsource = 's3.amazonaws.com' AND eventname LIKE 'Get%' ESCAPE '\') OR eventname = 'Decrypt')`,
        "  AND NOT coalesce(errorcode = 'AccessDenied', false)",
      ].join("\n"),
    );
    expect(athenaWhere(filter([]), new Map())).toBe("WHERE true");
  });

  it("asks in whole seconds for a time that was dragged: as text, a part of a second sorts before the second itself", () => {
    const second = fc.integer({ min: 0, max: 40 }).map((n) => n * 1000);
    const dragged = fc.integer({ min: 0, max: 40_000 });
    fc.assert(
      fc.property(second, dragged, dragged, (eventMs, fromMs, toMs) => {
        const iso = (ms: number): string => new Date(Date.UTC(2026, 9, 1) + ms).toISOString();
        const text = athenaWhere({ from: iso(fromMs), to: iso(toMs), clauses: [] }, new Map());
        const [from = "", to = ""] = [...text.matchAll(/'([^']+)'/g)].map(([, time]) => time ?? "");
        const eventtime = iso(eventMs).replace(".000Z", "Z");
        expect(eventtime >= from && eventtime < to).toBe(eventMs >= fromMs && eventMs < toMs);
      }),
    );
  });

  it("keeps text from logs inside its quotes, and says what no field of records can", () => {
    const clauses = [{ field: "session" as const, not: false, value: "x' OR 1=1 --\n%" }];
    const text = athenaWhere(filter(clauses), new Map());
    expect(text).toBe(String.raw`WHERE useridentity.arn LIKE U&'%/x'' OR 1=1 --\+00000a\\%' ESCAPE '\'`);
    expect(athenaWhere(filter([{ field: "kind", not: false, value: "aggregated" }]), new Map())).toContain(
      "is not a field of records",
    );
  });

  it("names single events with the time between the first and the last", () => {
    const events = [
      { eventId: "b", timeMs: 2000 },
      { eventId: "a", timeMs: 1000 },
    ];
    expect(athenaWhereEvents(events)).toBe(
      "WHERE eventtime BETWEEN '1970-01-01T00:00:01Z' AND '1970-01-01T00:00:02Z'\n  AND eventid IN ('b', 'a')",
    );
  });
});
