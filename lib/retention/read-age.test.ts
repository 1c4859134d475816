import { expect, it } from "vitest";
import { readAge } from "./read-age";

it("reads days and weeks, and refuses what would drop everything or says nothing", () => {
  expect(["400d", "400", "2w", "1 day", "52 Weeks"].map(readAge)).toEqual([400, 400, 14, 1, 364]);
  expect(["0d", "-3d", "", "1y", "36501d", "1.5d", "d"].map(readAge)).toEqual(Array.from({ length: 7 }, () => null));
});
