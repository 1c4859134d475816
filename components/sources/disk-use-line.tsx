import { formatBytes } from "@/lib/base/format-number";
import type { SourcesSummary } from "@/lib/sources/contract";

type Disk = SourcesSummary["disk"];

const PARTS = [
  { name: "evidence", fill: "bg-series-1", of: ({ evidenceBytes }: Disk) => evidenceBytes },
  { name: "events", fill: "bg-series-2", of: ({ eventBytes }: Disk) => eventBytes },
  { name: "indexes", fill: "bg-series-3", of: ({ indexBytes }: Disk) => indexBytes },
  { name: "rollups", fill: "bg-series-4", of: ({ rollupBytes }: Disk) => rollupBytes },
  { name: "all else", fill: "bg-series-5", of: restOf },
] as const;

/** What the database takes on the disk, by what for. */
export function DiskUseLine({ disk }: { readonly disk: Disk }) {
  return (
    <div className="mt-3 text-xs">
      <div aria-hidden className="flex h-1.5 gap-px overflow-hidden rounded-full bg-hover">
        {PARTS.map(({ name, fill, of }) => (
          <span key={name} className={fill} style={{ flex: `${of(disk)} 0 2px` }} />
        ))}
      </div>
      <p className="mt-1.5 flex flex-wrap items-baseline gap-x-3 gap-y-0.5 tabular">
        <span className="text-muted">Disk:</span>
        {PARTS.map(({ name, fill, of }) => (
          <span key={name} className="whitespace-nowrap">
            <span aria-hidden className={`mr-1 inline-block size-2 rounded-[2px] ${fill}`} />
            <span className="text-muted">{name}</span> {formatBytes(of(disk))}
          </span>
        ))}
      </p>
    </div>
  );
}

function restOf({ databaseBytes, evidenceBytes, eventBytes, indexBytes, rollupBytes }: Disk): number {
  return Math.max(0, databaseBytes - evidenceBytes - eventBytes - indexBytes - rollupBytes);
}
