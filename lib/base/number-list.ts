import { z } from "zod";

/** Many numbers: checked in one loop, since a page whose policy forbids generated code checks them one by one at a hundred times the cost. */
export const NumberList = z.custom<number[]>(
  (value) => Array.isArray(value) && value.every((one) => typeof one === "number"),
  "These have to be numbers.",
);
