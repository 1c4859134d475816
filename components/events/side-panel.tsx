"use client";

import type { ReactNode } from "react";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";

type SidePanelProps = {
  readonly fields: ReactNode;
  /** What was new in the shown time, and what could not be seen in it; null where that is asked of no single identity. */
  readonly news: ReactNode;
  readonly blind: ReactNode;
  /** What stands on the ruler above the lanes. */
  readonly changes: ReactNode;
};

/** What stands beside a list of events: its fields, and what was new. */
export function SidePanel({ fields, news, blind, changes }: SidePanelProps) {
  if (news === null) return fields;
  return (
    <Tabs defaultValue="fields">
      <TabsList className="sticky top-0 z-10 bg-panel px-4">
        <TabsTrigger value="fields">Fields</TabsTrigger>
        <TabsTrigger value="new">New</TabsTrigger>
        <TabsTrigger value="blind">Not seen</TabsTrigger>
        <TabsTrigger value="changes">Changes</TabsTrigger>
      </TabsList>
      <TabsContent value="fields">{fields}</TabsContent>
      <TabsContent value="new">{news}</TabsContent>
      <TabsContent value="blind">{blind}</TabsContent>
      <TabsContent value="changes">{changes}</TabsContent>
    </Tabs>
  );
}
