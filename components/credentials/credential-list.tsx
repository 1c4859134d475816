"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { CountText } from "@/components/common/count-text";
import { DataState } from "@/components/common/data-state";
import { EmptyState } from "@/components/common/empty-state";
import { Panel } from "@/components/common/panel";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, TableHead } from "@/components/ui/table";
import { credentialQuery } from "@/lib/credentials/query-options";
import { CredentialTableRow } from "./credential-table-row";

type CredentialListProps = {
  readonly identityId: string;
  readonly chosen: string | null;
  readonly onChoose: (credential: string) => void;
};

/** The credentials of an identity, those without a creation date first, then the newest. */
export function CredentialList({ identityId, chosen, onChoose }: CredentialListProps) {
  const list = useInfiniteQuery(credentialQuery.list(identityId));
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const inAll = list.data?.pages.at(-1)?.inAll;
  return (
    <Panel
      title="Credentials"
      aside={inAll === undefined ? "Counting…" : <CountText count={rows.length} of={inAll} unit="credential" />}
    >
      <DataState
        query={list}
        failure="The credentials could not be read"
        loading={<Skeleton className="m-4 h-40" />}
        isEmpty={({ pages }) => pages[0]?.rows.length === 0}
        empty={
          <EmptyState
            icon={KeyRound}
            title="No credentials in the records"
            reason="Its calls were recorded without a key and without a session: as services and anonymous callers are."
          />
        }
      >
        {() => (
          <>
            <Table label="Credentials">
              <thead>
                <tr>
                  <TableHead>Credential</TableHead>
                  <TableHead className="max-lg:hidden">In whose hand</TableHead>
                  <TableHead className="max-md:hidden">Came from</TableHead>
                  <TableHead className="max-xl:hidden">Born, expires, UTC</TableHead>
                  <TableHead className="max-sm:hidden">First and last use, UTC</TableHead>
                  <TableHead className="text-right">Events</TableHead>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <CredentialTableRow
                    key={row.id}
                    row={row}
                    isChosen={chosen === row.id || chosen === row.key}
                    onChoose={() => onChoose(row.id)}
                  />
                ))}
              </tbody>
            </Table>
            {list.hasNextPage ? (
              <div className="flex justify-end border-t border-border px-4 py-2">
                <Button size="sm" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                  {list.isFetchingNextPage ? "Loading…" : "Show more"}
                </Button>
              </div>
            ) : null}
          </>
        )}
      </DataState>
    </Panel>
  );
}
