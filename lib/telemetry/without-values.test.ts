import { expect, it } from "vitest";
import { withoutValues } from "./without-values";

it.each([
  ['invalid input syntax for type json: "{\\"sessionToken\\": IQoJb3JpZ2luX2Vj"', "IQoJb3JpZ2luX2Vj"],
  ["no such file 'exports/AKIAIOSFODNN7EXAMPLE.json'", "AKIA"],
  [`x${"long".repeat(1000)}`, "long".repeat(200)],
])("a message says nothing that it quotes: %#", (message, secret) => {
  expect(withoutValues(message)).not.toContain(secret);
});

it("leaves names of tables and columns", () => {
  expect(withoutValues('relation "event" does not exist')).toBe('relation "event" does not exist');
});
