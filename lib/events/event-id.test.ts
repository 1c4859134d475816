import { describe, expect, it } from "vitest";
import { storedEventId } from "./event-id";

describe("storedEventId", () => {
  it("keeps a lower-case GUID as it is", () => {
    const guid = "0828c0d2-3589-4390-b954-c78b4a7df44b";
    expect(storedEventId(guid)).toEqual({ id: guid, text: null });
  });

  it.each(["EXAMPLE8-9621-4d00-b913-beca2EXAMPLE", "0828C0D2-3589-4390-B954-C78B4A7DF44B", "", "x"])(
    "derives an id for %j and keeps the text",
    (eventId) => {
      const stored = storedEventId(eventId);
      expect(stored.text).toBe(eventId);
      expect(stored.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    },
  );

  it("never lets a record claim the id that stands for another eventID", () => {
    const victim = storedEventId("not a guid");
    expect(storedEventId(victim.id).id).not.toBe(victim.id);
  });
});
