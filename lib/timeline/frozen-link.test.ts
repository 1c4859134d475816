import { describe, expect, it } from "vitest";
import { frozenLink } from "./frozen-link";

const PAGE = "http://127.0.0.1:4310/identities/x/timeline";
const SHOWN = { fromMs: Date.UTC(2026, 9, 5), toMs: Date.UTC(2026, 9, 31, 15) };

describe("a link to a set of events", () => {
  it("names the time that is shown, where its page shows all", () => {
    const url = new URL(frozenLink(`${PAGE}?event=a&f=source%3As3`, SHOWN));
    expect(Object.fromEntries(url.searchParams)).toEqual({
      event: "a",
      f: "source:s3",
      from: "2026-10-05T00:00:00.000Z",
      to: "2026-10-31T15:00:00.000Z",
    });
  });

  it("leaves a time that somebody chose as it is", () => {
    const chosen = `${PAGE}?from=2026-10-06T00%3A00%3A00.000Z&to=2026-10-07T00%3A00%3A00.000Z`;
    expect(frozenLink(chosen, SHOWN)).toBe(chosen);
  });

  it("is the address itself where there is nothing to show", () => {
    expect(frozenLink(PAGE, null)).toBe(PAGE);
  });
});
