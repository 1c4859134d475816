import { TimeText } from "@/components/common/time-text";
import { Badge } from "@/components/ui/badge";
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table";
import type { AuditEntry } from "@/lib/audit/contract";
import { visibleText } from "@/lib/base/visible-text";

const REFUSED = /\.(failed|refused|access-lost)$/;

/** Entries of the audit log, each with everything that it says. */
export function AuditTable({ rows }: { readonly rows: readonly AuditEntry[] }) {
  return (
    <Table label="Audit log">
      <thead>
        <tr>
          <TableHead>Time</TableHead>
          <TableHead>Who</TableHead>
          <TableHead>Action</TableHead>
          <TableHead>To what</TableHead>
          <TableHead>Details</TableHead>
        </tr>
      </thead>
      <tbody>
        {rows.map((entry) => (
          <AuditRow key={entry.id} entry={entry} />
        ))}
      </tbody>
    </Table>
  );
}

function AuditRow({ entry }: { readonly entry: AuditEntry }) {
  return (
    <TableRow className="align-top">
      <TableCell className="whitespace-nowrap">
        <TimeText at={entry.at} />
      </TableCell>
      <TableCell className="min-w-36">
        <bdi className="font-medium">{visibleText(entry.actorName)}</bdi>
        <span className="block text-xs text-muted">
          {entry.actorKind === "user" ? null : `${entry.actorKind} `}
          {entry.token === null ? null : (
            <>
              by token <bdi>{visibleText(entry.token)}</bdi>{" "}
            </>
          )}
          {entry.address === null ? null : `from ${entry.address}`}
        </span>
      </TableCell>
      <TableCell className="whitespace-nowrap">
        {REFUSED.test(entry.action) ? (
          <Badge tone="danger">{entry.action}</Badge>
        ) : (
          <code className="text-xs">{entry.action}</code>
        )}
      </TableCell>
      <TableCell>
        {entry.target === null ? (
          <span className="text-muted">–</span>
        ) : (
          <code className="block max-w-72 truncate text-xs" title={visibleText(entry.target)}>
            {visibleText(entry.target)}
          </code>
        )}
      </TableCell>
      <TableCell className="min-w-72">
        <Details detail={entry.detail} />
      </TableCell>
    </TableRow>
  );
}

function Details({ detail }: { readonly detail: AuditEntry["detail"] }) {
  const facts = Object.entries(detail).filter(([, value]) => value !== null);
  return (
    <dl className="flex flex-wrap gap-x-3 gap-y-0.5 text-xs">
      {facts.map(([name, value]) => (
        <div key={name} className="flex gap-1">
          <dt className="text-muted">{name}</dt>
          <dd className="break-all">
            <bdi>{visibleText(textOf(value))}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  const isPlainList = Array.isArray(value) && value.every((one) => typeof one === "string");
  return isPlainList ? value.join(", ") : JSON.stringify(value);
}
