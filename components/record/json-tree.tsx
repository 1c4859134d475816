"use client";

import { type SyntheticEvent, useState } from "react";
import { visibleText } from "@/lib/base/visible-text";
import { isRemovedByAws } from "@/lib/events/removed-by-aws";
import type { JsonNode } from "@/lib/events/parse-json-tree";

/** Objects and arrays with more than this begin folded. */
const OPEN_MAX = 12;
const OPEN_DEPTH = 2;

type JsonTreeProps = {
  readonly node: JsonNode;
  /** Nothing folded: of what a search has left, all is wanted. */
  readonly isUnfolded: boolean;
};

/** A JSON value as nested details: what is folded does not exist on the page yet. */
export function JsonTree({ node, isUnfolded }: JsonTreeProps) {
  return (
    <div className="font-mono text-xs leading-5">
      {isBranch(node) ? <Children node={node} depth={isUnfolded ? UNFOLDED : 0} /> : <Scalar node={node} />}
    </div>
  );
}

/** A depth at which everything begins unfolded. */
const UNFOLDED = Number.NEGATIVE_INFINITY;

function isBranch(node: JsonNode): node is Branch {
  return node.kind === "object" || node.kind === "array";
}

type Branch = Extract<JsonNode, { kind: "object" | "array" }>;
type Leaf = Exclude<JsonNode, Branch>;

function Children({ node, depth }: { readonly node: Branch; readonly depth: number }) {
  const isTop = depth === 0;
  const children =
    node.kind === "object" ? node.entries : node.items.map((item, index) => ({ key: String(index), node: item }));
  return (
    <ul className={isTop ? "" : "ml-1.5 border-l border-border pl-3"}>
      {children.map((child, index) => (
        <li key={index} className="min-w-0">
          {isBranch(child.node) ? (
            <Fold name={child.key} node={child.node} depth={depth} />
          ) : (
            <span className="break-words">
              <Key name={child.key} /> <Scalar node={child.node} />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function Fold({ name, node, depth }: { readonly name: string; readonly node: Branch; readonly depth: number }) {
  const count = node.kind === "object" ? node.entries.length : node.items.length;
  const [open, setOpen] = useState(depth === UNFOLDED || (depth < OPEN_DEPTH && count <= OPEN_MAX));
  const brackets = node.kind === "object" ? ["{", "}"] : ["[", "]"];
  if (count === 0) {
    return (
      <span>
        <Key name={name} /> <span className="text-muted">{brackets.join("")}</span>
      </span>
    );
  }
  return (
    <details open={open} onToggle={(event: SyntheticEvent<HTMLDetailsElement>) => setOpen(event.currentTarget.open)}>
      <summary className="-ml-3 list-none py-0.5 pl-3 before:absolute before:-ml-3 before:text-muted before:content-['▸'] [details[open]>&]:before:content-['▾']">
        <Key name={name} />{" "}
        <span className="text-muted">
          {brackets[0]}
          {open ? "" : ` ${count} `}
          {open ? "" : brackets[1]}
        </span>
      </summary>
      {open ? <Children node={node} depth={depth + 1} /> : null}
    </details>
  );
}

function Key({ name }: { readonly name: string }) {
  return (
    <span className="text-ink-soft">
      {visibleText(name)}
      <span className="text-muted">:</span>
    </span>
  );
}

const TONES = { number: "text-series-4", boolean: "text-series-3", null: "text-muted", string: "text-ink" } as const;

function Scalar({ node }: { readonly node: Leaf }) {
  return (
    <span className={`break-all ${TONES[node.kind]}`}>
      {node.kind === "string" ? visibleText(node.value) : node.text}
      {node.kind === "string" && isRemovedByAws(node.value) ? (
        <span className="ml-1.5 rounded-sm bg-warning-soft px-1 font-sans text-warning">removed by AWS</span>
      ) : null}
    </span>
  );
}
