import { describe, expect, it } from "vitest";
import { invocationOf } from "./function-invocation";

const T = Date.UTC(2026, 0, 2);
const piece = { fromMs: T, toMs: T + 30_000, events: 3 };
const call = (atMs: number, eventId = "one") => ({ eventId, timeMs: T + atMs });
const seen = (parts: Partial<Parameters<typeof invocationOf>[1]> = {}) => ({
  invokes: [call(-2_000)],
  others: [],
  isAll: true,
  ...parts,
});

describe("the invocation to which a function's work belongs", () => {
  it("is the only call of Invoke on record at the time", () => {
    expect(invocationOf(piece, seen())).toMatchObject({ eventId: "one" });
    const far = [call(-600_000, "before"), call(0), call(90_000, "after")];
    expect(invocationOf(piece, seen({ invokes: far }))).toMatchObject({ eventId: "one" });
  });

  it.each([
    ["none is on record", { invokes: [] }, "data event"],
    ["there are several", { invokes: [call(-2_000), call(9_000, "two")] }, "2 calls"],
    ["the only one came after the work had begun", { invokes: [call(9_000)] }, "had begun"],
    [
      "another credential of the function was in use",
      { others: [{ fromMs: T - 9_000, toMs: T }] },
      "another credential",
    ],
    ["there are more calls than were looked at", { isAll: false }, "too often"],
  ])("is not known where %s, which is said", (_case, parts, because) => {
    const found = invocationOf(piece, seen(parts));
    expect(found.eventId).toBeNull();
    expect(found.because).toContain(because);
  });
});
