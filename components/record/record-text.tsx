"use client";

import { useQuery } from "@tanstack/react-query";
import { Download, Eye, EyeOff } from "lucide-react";
import { useMemo, useState } from "react";
import { CopyButton } from "@/components/common/copy-button";
import { ErrorPanel } from "@/components/common/error-panel";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import type { EventDetail } from "@/lib/events/contract";
import { eventQuery } from "@/lib/events/query-options";
import { parseJsonTree } from "@/lib/events/parse-json-tree";
import { downloadText } from "./download-text";
import { SearchedTree } from "./searched-tree";

type RecordTextProps = { readonly event: EventDetail; readonly mayUnmask: boolean };

/** The record itself, character for character: as a tree that folds, and as text. Session tokens are masked until asked for. */
export function RecordText({ event, mayUnmask }: RecordTextProps) {
  const [raw, setRaw] = useState(false);
  const { data, error, refetch } = useQuery(eventQuery.record({ eventId: event.eventId, copy: 0, raw }));
  const tree = useMemo(() => (data === undefined ? null : parseJsonTree(data.text)), [data]);
  if (data === undefined) {
    if (error !== null)
      return (
        <ErrorPanel error={error} title="The text of the record could not be read" onRetry={() => void refetch()} />
      );
    return <Skeleton className="m-4 h-64" />;
  }
  return (
    <section className="border-t border-border">
      <Tabs defaultValue={tree === null ? "text" : "tree"}>
        <div className="flex items-center gap-1 border-b border-border pr-2 pl-4">
          <TabsList className="flex-1 border-0">
            {tree === null ? null : <TabsTrigger value="tree">Fields</TabsTrigger>}
            <TabsTrigger value="text">Text</TabsTrigger>
          </TabsList>
          {mayUnmask && (raw || data.masked > 0) ? (
            <Button size="sm" variant="ghost" onClick={() => setRaw(!raw)} title="Audited">
              {raw ? <EyeOff /> : <Eye />}
              {raw ? "Mask tokens" : "Show unredacted"}
            </Button>
          ) : null}
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label="Download the record"
            title="Download the record"
            onClick={() => downloadText(`${event.eventId}.json`, data.text)}
          >
            <Download />
          </Button>
          <CopyButton text={data.text} label="Copy the record" />
        </div>
        {tree === null ? null : (
          <TabsContent value="tree" className="px-4 py-2">
            <SearchedTree tree={tree} />
          </TabsContent>
        )}
        <TabsContent value="text">
          <pre className="max-h-[60vh] overflow-auto px-4 py-2 font-mono text-xs break-all whitespace-pre-wrap">
            {data.text}
          </pre>
        </TabsContent>
      </Tabs>
    </section>
  );
}
