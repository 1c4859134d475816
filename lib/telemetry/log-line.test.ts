import { describe, expect, it } from "vitest";
import { lineOf } from "./log-line";

const at = new Date(Date.UTC(2026, 10, 2, 12));

describe("a line of the log", () => {
  it("is one JSON document for programs, whatever a value holds", () => {
    const line = lineOf(
      { at, level: "warn", event: "request", fields: { path: 'x"\n{"level":"error"}', ms: 3 } },
      "json",
    );
    expect(line).not.toContain("\n");
    expect(JSON.parse(line)).toEqual({
      time: "2026-11-02T12:00:00.000Z",
      level: "warn",
      event: "request",
      path: 'x"\n{"level":"error"}',
      ms: 3,
    });
  });

  it("is words for people, in which no value can move the cursor", () => {
    const line = lineOf(
      { at, level: "info", event: "request", fields: { route: "/api/v1/events", name: "\u001b[2Jx" } },
      "text",
    );
    expect(line).toBe('2026-11-02T12:00:00.000Z request route=/api/v1/events name="\\u001b[2Jx"');
  });
});
