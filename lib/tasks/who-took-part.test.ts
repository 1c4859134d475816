import { expect, it } from "vitest";
import type { TaskCredential } from "./contract";
import { whoTookPart } from "./who-took-part";

const lane = (id: string | null, name: string, events: number): TaskCredential => ({
  key: `${name} ${events}`,
  who: { id, name, kind: "role" },
  account: null,
  sessionName: null,
  depth: 0,
  firstMs: null,
  lastMs: null,
  createdAtMs: null,
  expiresAtMs: null,
  events,
  errors: 1,
});

it("counts each identity once with all of its credentials, and keeps two of one name apart", () => {
  const lanes = [lane("1", "deployer", 2), lane("2", "deployer", 9), lane("1", "deployer", 3), lane(null, "gone", 0)];
  expect(whoTookPart(lanes)).toEqual([
    { id: "2", name: "deployer", kind: "role", credentials: 1, events: 9, errors: 1 },
    { id: "1", name: "deployer", kind: "role", credentials: 2, events: 5, errors: 2 },
    { id: null, name: "gone", kind: "role", credentials: 1, events: 0, errors: 1 },
  ]);
});
