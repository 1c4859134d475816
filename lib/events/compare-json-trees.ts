import type { JsonNode } from "./parse-json-tree";

/** One place that two records may have: the path to it, and what each has there; null where one has no such place. */
export type ComparedField = {
  readonly path: string;
  readonly a: string | null;
  readonly b: string | null;
  readonly isSame: boolean;
};

/** Every value of two records side by side, in the order of the first, then what only the second has. */
export function compareJsonTrees(a: JsonNode, b: JsonNode): ComparedField[] {
  const [inA, inB] = [leavesOf(a), leavesOf(b)];
  const paths = [...inA.keys(), ...[...inB.keys()].filter((path) => !inA.has(path))];
  return paths.map((path) => {
    const [left, right] = [inA.get(path) ?? null, inB.get(path) ?? null];
    return { path, a: left, b: right, isSame: left === right };
  });
}

function leavesOf(root: JsonNode): Map<string, string> {
  const leaves = new Map<string, string>();
  const put = (path: string, text: string): void => {
    // A key that comes twice keeps both of its values.
    let free = path;
    for (let n = 2; leaves.has(free); n += 1) free = `${path} (${n})`;
    leaves.set(free, text);
  };
  const walk = (node: JsonNode, path: string): void => {
    if (node.kind === "object") {
      if (node.entries.length === 0) put(path, "{}");
      for (const { key, node: child } of node.entries) walk(child, path === "" ? key : `${path}.${key}`);
    } else if (node.kind === "array") {
      if (node.items.length === 0) put(path, "[]");
      node.items.forEach((item, index) => walk(item, `${path}[${index}]`));
    } else put(path, node.kind === "string" ? JSON.stringify(node.value) : node.text);
  };
  walk(root, "");
  return leaves;
}
