import type { JsonNode } from "./parse-json-tree";

/** The part of a tree that holds a text, whatever its case, in a key or a value; null where nothing does. Below a key that holds it, all is kept. */
export function searchJsonTree(node: JsonNode, text: string): JsonNode | null {
  const needle = text.toLowerCase();
  const has = (value: string): boolean => value.toLowerCase().includes(needle);
  switch (node.kind) {
    case "object": {
      const entries = node.entries.flatMap(({ key, node: child }) => {
        const kept = has(key) ? child : searchJsonTree(child, text);
        return kept === null ? [] : [{ key, node: kept }];
      });
      return entries.length > 0 ? { kind: "object", entries } : null;
    }
    case "array": {
      const items = node.items.flatMap((item) => searchJsonTree(item, text) ?? []);
      return items.length > 0 ? { kind: "array", items } : null;
    }
    case "string":
      return has(node.value) ? node : null;
    case "number":
    case "boolean":
    case "null":
      return has(node.text) ? node : null;
  }
}
