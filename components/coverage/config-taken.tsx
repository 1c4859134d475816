import { Panel } from "@/components/common/panel";
import { formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import type { ConfigImport } from "@/lib/coverage/config-contract";

/** What an import brought, what it left, and what would be needed besides. */
export function ConfigTaken({ taken }: { readonly taken: ConfigImport }) {
  const { facts, added, trails, eventDataStores, missing, skipped } = taken;
  return (
    <Panel title="What was taken">
      <div role="status" className="flex flex-col gap-3 p-4 text-sm">
        <p>
          {formatCount(facts)} {facts === 1 ? "fact" : "facts"} about {formatCount(trails)}{" "}
          {trails === 1 ? "trail" : "trails"} and {formatCount(eventDataStores)} event data{" "}
          {eventDataStores === 1 ? "store" : "stores"};{" "}
          {added === 0 ? "all of them were known already" : `${formatCount(added)} of them are new`}.
        </p>
        <Lines title="Missing" lines={missing} />
        <Lines title="Not taken" lines={skipped.map(({ path, reason }) => `${path}: ${reason}`)} />
      </div>
    </Panel>
  );
}

const SHOWN = 50;

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <div>
      <h3 className="label-caps">
        {title} <span className="tabular">{formatCount(lines.length)}</span>
      </h3>
      <ul className="mt-1 flex flex-col gap-0.5 font-mono text-xs break-words">
        {lines.slice(0, SHOWN).map((line) => (
          <li key={line}>{visibleText(line)}</li>
        ))}
      </ul>
      {lines.length > SHOWN ? (
        <p className="mt-1 text-xs text-muted">
          {formatCount(SHOWN)} of {formatCount(lines.length)}
        </p>
      ) : null}
    </div>
  );
}
