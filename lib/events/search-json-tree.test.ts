import { describe, expect, it } from "vitest";
import { parseJsonTree } from "./parse-json-tree";
import { searchJsonTree } from "./search-json-tree";

const tree = parseJsonTree(
  '{"eventName":"GetObject","requestParameters":{"bucketName":"data","key":"a"},"resources":[{"ARN":"arn:x"},{"ARN":"arn:data"}],"bytes":12,"empty":{}}',
);
const found = (text: string): unknown => tree && plain(searchJsonTree(tree, text));

function plain(node: ReturnType<typeof searchJsonTree>): unknown {
  if (node === null) return null;
  if (node.kind === "object")
    return Object.fromEntries(node.entries.map(({ key, node: child }) => [key, plain(child)]));
  if (node.kind === "array") return node.items.map(plain);
  return node.kind === "string" ? node.value : node.text;
}

describe("searchJsonTree", () => {
  it("keeps the way to every value that holds the text, whatever its case", () => {
    expect(found("DATA")).toEqual({ requestParameters: { bucketName: "data" }, resources: [{ ARN: "arn:data" }] });
    expect(found("12")).toEqual({ bytes: "12" });
  });

  it("keeps everything below a key that holds it", () => {
    expect(found("requestp")).toEqual({ requestParameters: { bucketName: "data", key: "a" } });
    expect(found("empty")).toEqual({ empty: {} });
  });

  it("is nothing where nothing holds it", () => {
    expect(found("nowhere")).toBeNull();
  });
});
