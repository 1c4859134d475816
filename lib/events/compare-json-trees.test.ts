import { describe, expect, it } from "vitest";
import { compareJsonTrees } from "./compare-json-trees";
import { parseJsonTree } from "./parse-json-tree";

function compare(a: string, b: string) {
  const [left, right] = [parseJsonTree(a), parseJsonTree(b)];
  if (left === null || right === null) throw new Error("not JSON");
  return compareJsonTrees(left, right).map(({ path, a: x, b: y, isSame }) => [path, x, y, isSame]);
}

describe("compareJsonTrees", () => {
  it("puts every value of both beside the other's, in the order of the first", () => {
    expect(compare('{"a":1,"b":{"c":"x"}}', '{"b":{"c":"y","d":null},"a":1}')).toEqual([
      ["a", "1", "1", true],
      ["b.c", '"x"', '"y"', false],
      ["b.d", null, "null", false],
    ]);
  });

  it("tells a text from a number, and nothing from null", () => {
    expect(compare('{"a":"1","b":null}', '{"a":1}')).toEqual([
      ["a", '"1"', "1", false],
      ["b", "null", null, false],
    ]);
  });

  it("keeps empty objects, lists and keys that come twice", () => {
    expect(compare('{"a":{},"b":[],"c":[1,2],"d":1,"d":2}', "{}")).toEqual([
      ["a", "{}", null, false],
      ["b", "[]", null, false],
      ["c[0]", "1", null, false],
      ["c[1]", "2", null, false],
      ["d", "1", null, false],
      ["d (2)", "2", null, false],
      ["", null, "{}", false],
    ]);
  });
});
