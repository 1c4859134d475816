import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "csv-parse/sync";
import { csvCell } from "./csv-cell";

describe("csvCell", () => {
  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=x", '=HYPERLINK("http://x")'])(
    "takes the formula out of %j",
    (text) => {
      expect(parse(`${csvCell(text)}\r\n`, { recordDelimiter: "\r\n" })).toEqual([[`'${text}`]]);
    },
  );

  it("gives every other text back to a reader of CSV", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        fc.pre(!/^[=+\-@\t\r]/.test(text) && text.trim() !== "");
        expect(parse(`${csvCell(text)},x\r\n`, { recordDelimiter: "\r\n" })).toEqual([[text, "x"]]);
      }),
    );
  });
});
