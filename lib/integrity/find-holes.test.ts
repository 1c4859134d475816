import { describe, expect, it } from "vitest";
import { findHoles } from "./find-holes";

const HOUR = 3_600_000;
const DAYS = 14;
type Files = (hour: number) => number;

function hoursOf(files: Files): Map<number, number> {
  const hours = Array.from({ length: DAYS * 24 }, (_, hour) => [hour * HOUR, files(hour)] as const);
  return new Map(hours.filter(([, count]) => count > 0));
}
const holesIn = (own: Files, sink: Files = () => 20) =>
  findHoles({ own: hoursOf(own), sink: hoursOf(sink), fromMs: 0, toMs: DAYS * 24 * HOUR }).map(
    ({ fromMs, toMs, kind }) => [fromMs / HOUR, toMs / HOUR, kind],
  );

describe("hours without log files", () => {
  it("are holes where the account has several every hour and other Regions were at work", () => {
    expect(holesIn((hour) => (hour === 100 ? 0 : 9))).toEqual([[100, 101, "no-files"]]);
    expect(holesIn((hour) => (hour >= 72 && hour < 96 ? 0 : 2))).toEqual([[72, 96, "no-files"]]);
  });

  it("are holes of the sink where nobody has any", () => {
    const files: Files = (hour) => (hour >= 50 && hour < 53 ? 0 : 8);
    expect(holesIn(files, files)).toEqual([[50, 53, "sink-silent"]]);
  });

  it("are no holes for an account that sleeps at night, or on most hours", () => {
    expect(holesIn((hour) => (hour % 24 < 7 ? 0 : 12))).toEqual([]);
    expect(holesIn((hour) => (hour % 5 === 0 ? 3 : 0))).toEqual([]);
  });

  it("are found in the working hours of one that sleeps at night", () => {
    const files: Files = (hour) => (hour % 24 < 7 || (hour >= 5 * 24 + 9 && hour < 5 * 24 + 12) ? 0 : 12);
    expect(holesIn(files)).toEqual([[5 * 24 + 9, 5 * 24 + 12, "no-files"]]);
  });

  it("are found at the end, where a Region stopped coming while the sink went on", () => {
    expect(holesIn((hour) => (hour >= 300 ? 0 : 4))).toEqual([[300, DAYS * 24, "no-files"]]);
  });
});
