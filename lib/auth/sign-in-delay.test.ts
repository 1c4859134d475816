import { describe, expect, it } from "vitest";
import { countAttempt, type Failures, USER_POLICY, waitMs } from "./sign-in-delay";

function attemptsInARow(count: number): { readonly failures: Failures | null; readonly waitedMs: number[] } {
  let failures: Failures | null = null;
  let now = 1_000_000;
  const waitedMs: number[] = [];
  for (let attempt = 0; attempt < count; attempt++) {
    failures = countAttempt(failures, now, USER_POLICY);
    waitedMs.push(waitMs(failures, now));
    now += waitMs(failures, now);
  }
  return { failures, waitedMs };
}

describe("the delay between attempts", () => {
  it("lets a person mistype a few times, then grows, and stops at its longest", () => {
    expect(attemptsInARow(13).waitedMs).toEqual([
      0, 0, 0, 0, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000,
    ]);
  });

  it("allows at most 1,500 guesses a day against one name", () => {
    const perDay = 86_400_000 / USER_POLICY.maxMs;
    expect(perDay).toBeLessThan(1500);
  });

  it("forgets after a quiet quarter of an hour", () => {
    const { failures } = attemptsInARow(8);
    const later = (failures?.untilMs ?? 0) + 16 * 60_000;
    expect(countAttempt(failures, later, USER_POLICY)).toEqual({ count: 1, untilMs: later });
  });
});
