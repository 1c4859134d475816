import { describe, expect, it } from "vitest";
import { splitIndicators } from "./split-indicators";

describe("splitIndicators", () => {
  it.each([
    ["one per line", "a\n\nb\r\nc", ["a", "b", "c"]],
    [
      "ids in one line",
      "AKIAEXAMPLE1, ASIAEXAMPLE2;10.0.0.1\t111122223333",
      ["AKIAEXAMPLE1", "ASIAEXAMPLE2", "10.0.0.1", "111122223333"],
    ],
    ["a name with a comma stays whole", "Invoices, march.pdf", ["Invoices, march.pdf"]],
    ["defanged and quoted", '- "198.51.100[.]7"\n* `arn:aws:iam::1:role/x`', ["198.51.100.7", "arn:aws:iam::1:role/x"]],
    ["each once", "a\na", ["a"]],
    ["nothing", " \n ", []],
  ])("reads %s", (_case, text, expected) => {
    expect(splitIndicators(text)).toEqual(expected);
  });
});
