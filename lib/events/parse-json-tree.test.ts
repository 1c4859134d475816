import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type JsonNode, parseJsonTree } from "./parse-json-tree";

function toValue(node: JsonNode): unknown {
  if (node.kind === "object")
    return Object.fromEntries(node.entries.map(({ key, node: child }) => [key, toValue(child)]));
  if (node.kind === "array") return node.items.map(toValue);
  return node.kind === "string" ? node.value : JSON.parse(node.text);
}

describe("parseJsonTree", () => {
  it("reads every JSON text as JSON.parse does", () => {
    fc.assert(
      fc.property(fc.json({ noUnicodeString: false }), fc.constantFrom(0, 2), (text, indent) => {
        const pretty = JSON.stringify(JSON.parse(text), null, indent);
        fc.pre(!pretty.includes("__proto__"));
        const node = parseJsonTree(pretty);
        expect(node && toValue(node)).toEqual(JSON.parse(pretty));
      }),
    );
  });

  it("keeps numbers that JavaScript would change, and keys that come twice", () => {
    expect(parseJsonTree('{"a":12345678901234567890,"a":1.10}')).toEqual({
      kind: "object",
      entries: [
        { key: "a", node: { kind: "number", text: "12345678901234567890" } },
        { key: "a", node: { kind: "number", text: "1.10" } },
      ],
    });
  });

  it.each(["", "{", '{"a"}', "[1,]", "nul", '"\n', `${"[".repeat(5000)}${"]".repeat(5000)}`, "1 2"])(
    "refuses %j instead of guessing",
    (text) => {
      expect(parseJsonTree(text)).toBeNull();
    },
  );
});
