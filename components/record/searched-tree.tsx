"use client";

import { useDeferredValue, useMemo, useState } from "react";
import { Input } from "@/components/ui/input";
import type { JsonNode } from "@/lib/events/parse-json-tree";
import { searchJsonTree } from "@/lib/events/search-json-tree";
import { JsonTree } from "./json-tree";

/** A record as a tree that folds, with a search that leaves only what holds the text. */
export function SearchedTree({ tree }: { readonly tree: JsonNode }) {
  const [text, setText] = useState("");
  const wanted = useDeferredValue(text.trim());
  const found = useMemo(() => (wanted === "" ? tree : searchJsonTree(tree, wanted)), [tree, wanted]);
  return (
    <>
      <Input
        type="search"
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder="Search in this record"
        aria-label="Search in this record"
        className="mb-2 h-7 text-xs"
      />
      {found === null ? (
        <p role="status" className="text-xs text-muted">
          No field or value of this record holds that text.
        </p>
      ) : (
        <JsonTree key={wanted} node={found} isUnfolded={wanted !== ""} />
      )}
    </>
  );
}
