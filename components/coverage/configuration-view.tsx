"use client";

import { PageHeader } from "@/components/common/page-header";
import { ConfigDrop } from "./config-drop";
import { CoverageTabs } from "./coverage-tabs";
import { HowToCollect } from "./how-to-collect";

/** How the configuration of logging gets here: dropped on the page, imported, or fetched. */
export function ConfigurationView({ mayImport }: { readonly mayImport: boolean }) {
  return (
    <>
      <PageHeader
        title="Configuration of logging"
        summary="How trails and event data stores were set up, and when: what every cell of coverage rests on, beside the changes that the log itself shows."
      />
      <CoverageTabs />
      <div className="flex flex-col gap-4 px-4 pb-8 sm:px-6">
        {mayImport ? (
          <ConfigDrop />
        ) : (
          <p className="text-sm text-muted">Importing it needs the role of an investigator.</p>
        )}
        <HowToCollect isAlone={false} title="How to collect it" />
      </div>
    </>
  );
}
