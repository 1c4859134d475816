import Link from "next/link";
import { ByteText } from "@/components/common/byte-text";
import { CountText } from "@/components/common/count-text";
import { Stat } from "@/components/common/stat";
import { ConservationLine } from "@/components/overview/conservation-line";
import { formatBytes, formatCount } from "@/lib/base/format-number";
import type { SourcesSummary } from "@/lib/sources/contract";
import { quarantineHref } from "@/lib/sources/search-params";
import { DiskUseLine } from "./disk-use-line";

/** What the store holds, that nothing of it is unaccounted for, and what it costs on the disk. */
export function SourcesTotals({ summary }: { readonly summary: SourcesSummary }) {
  const { totals, files, filesWithQuarantine, filesIncomplete, deliveredBytes, dropped, disk, sources } = summary;
  return (
    <section aria-label="The whole store" className="rounded-lg border border-border bg-panel">
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 px-4 py-3 sm:grid-cols-3 lg:grid-cols-5">
        <Stat
          label="Log files"
          value={<CountText count={files} />}
          note={
            filesIncomplete > 0 ? (
              <CountText count={filesIncomplete} unit="incomplete" plural="incomplete" />
            ) : (
              <>{formatBytes(deliveredBytes)} delivered</>
            )
          }
          tone={filesIncomplete > 0 ? "warning" : "plain"}
        />
        <Stat
          label="Sources"
          value={<CountText count={sources.length} />}
          note={sources.map(({ name }) => name).join(", ")}
        />
        <Stat
          label="In quarantine"
          value={
            totals.quarantined === 0 ? (
              "0"
            ) : (
              <Link href={quarantineHref()} className="hover:underline">
                {formatCount(totals.quarantined)}
              </Link>
            )
          }
          note={
            totals.quarantined === 0 ? (
              "every record could be read"
            ) : (
              <>
                in <CountText count={filesWithQuarantine} unit="file" />, with reasons
              </>
            )
          }
          tone={totals.quarantined === 0 ? "plain" : "warning"}
        />
        <Stat
          label="Database"
          value={<ByteText bytes={disk.databaseBytes} />}
          note={
            disk.freeBytes === null
              ? "on its server, indexes included"
              : `on the disk, ${formatBytes(disk.freeBytes)} free`
          }
        />
        <Stat
          label="Bytes per event"
          value={disk.bytesPerEvent === null ? "not yet" : <CountText count={disk.bytesPerEvent} />}
          note={disk.bytesPerEvent === null ? "too few events to tell" : "whole database, all included"}
        />
      </dl>
      <div className="border-t border-border px-4 py-3">
        <ConservationLine counts={totals} />
        {dropped.files === 0 ? null : (
          <p className="pt-1 text-xs text-muted tabular">
            Besides, retention dropped {formatCount(dropped.files)} log files with {formatCount(dropped.records)}{" "}
            records = {formatCount(dropped.stored)} stored + {formatCount(dropped.duplicates)} duplicates +{" "}
            {formatCount(dropped.quarantined)} quarantined
          </p>
        )}
        <DiskUseLine disk={disk} />
      </div>
    </section>
  );
}
