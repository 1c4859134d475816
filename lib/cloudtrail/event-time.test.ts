import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseEventTime } from "./event-time";

const AT = Date.UTC(2023, 6, 10, 11, 9, 47);

describe("parseEventTime", () => {
  it.each([
    ["the form that AWS delivers", "2023-07-10T11:09:47Z", AT],
    ["a space in place of T", "2023-07-10 11:09:47", AT],
    ["nanoseconds without a zone", "2023-07-10 11:09:47.123456789", AT + 123],
    ["a fraction with a zone", "2023-07-10T11:09:47.5Z", AT + 500],
    ["a comma before the fraction", "2023-07-10T11:09:47,250Z", AT + 250],
    ["no zone, which is UTC", "2023-07-10T11:09:47", AT],
    ["an offset with a colon", "2023-07-10T21:09:47+10:00", AT],
    ["an offset without a colon", "2023-07-10T06:09:47-0500", AT],
    ["an offset of hours only", "2023-07-10 13:09:47+02", AT],
    ["UTC in letters", "2023-07-10 11:09:47 UTC", AT],
    ["ISO basic format", "20230710T110947Z", AT],
    ["English text, as STS writes expirations", "Jul 10, 2023, 11:09:47 AM", AT],
    ["English text in the afternoon", "Jul 10, 2023 11:09:47 PM", AT + 12 * 3_600_000],
    ["noon in English", "Jul 10, 2023, 12:09:47 PM", AT + 3_600_000],
    ["epoch seconds", AT / 1_000, AT],
    ["epoch seconds with a fraction", AT / 1_000 + 0.25, AT + 250],
    ["epoch milliseconds", AT, AT],
    ["epoch milliseconds as text", String(AT), AT],
    ["epoch microseconds", AT * 1_000, AT],
    ["epoch nanoseconds as text", `${AT}000000`, AT],
    ["a date only", "2023-07-10", Date.UTC(2023, 6, 10)],
    ["a leap day", "2024-02-29T00:00:00Z", Date.UTC(2024, 1, 29)],
    ["a leap second, as the second after", "2016-12-31T23:59:60Z", Date.UTC(2017, 0, 1)],
  ])("reads %s", (_case, value, expected) => {
    expect(parseEventTime(value)).toBe(expected);
  });

  it.each([
    ["eventTime"],
    ["..."],
    [""],
    ["2023-02-29T00:00:00Z"],
    ["2023-13-01T00:00:00Z"],
    ["2023-00-10T00:00:00Z"],
    ["2023-07-10T24:00:00Z"],
    ["2023-07-10T11:60:00Z"],
    ["2023-07-10T11:09:4xZ"],
    ["2023-07-10T11:09:47Z; drop table event"],
    ["9".repeat(400)],
    [Number.NaN],
    [-1],
    [true],
    [null],
    [{}],
    [["2023-07-10T11:09:47Z"]],
  ])("says that %j is not a time", (value) => {
    expect(parseEventTime(value)).toBeNull();
  });

  it("agrees with Date for every second of the calendar", () => {
    const seconds = fc.integer({ min: Date.UTC(1990, 0, 1) / 1_000, max: Date.UTC(2199, 11, 31) / 1_000 });
    fc.assert(
      fc.property(seconds, (second) => {
        const text = new Date(second * 1_000).toISOString();
        expect(parseEventTime(`${text.slice(0, 19)}Z`)).toBe(second * 1_000);
        expect(parseEventTime(text.replace("T", " "))).toBe(second * 1_000);
      }),
    );
  });
});
