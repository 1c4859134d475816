"use client";

import { useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { DataState } from "@/components/common/data-state";
import { EmptyState } from "@/components/common/empty-state";
import { Panel } from "@/components/common/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { tokensQuery } from "@/lib/auth/query-options";
import type { Role } from "@/lib/auth/roles";
import { CreateTokenDialog } from "./create-token-dialog";
import { TokenTable } from "./token-table";

/** The keys that one's own programs use. */
export function OwnTokensPanel({ role }: { readonly role: Role }) {
  const query = useQuery(tokensQuery.own());
  return (
    <Panel title="API tokens">
      <div className="flex flex-wrap items-center justify-between gap-3 border-b border-border px-4 py-3 text-sm">
        <p className="max-w-md text-muted">
          For programs. A token can do what its scopes say and never more than you can; it ends when it expires, when
          somebody revokes it, or when you are disabled.
        </p>
        <CreateTokenDialog role={role} />
      </div>
      <DataState
        query={query}
        failure="Your tokens could not be read"
        loading={<Skeleton className="m-4 h-16" />}
        isEmpty={({ tokens }) => tokens.length === 0}
        empty={<EmptyState icon={KeyRound} title="No tokens" reason="None of your programs can use Wakeline yet." />}
      >
        {({ tokens }) => <TokenTable tokens={tokens} showsOwner={false} />}
      </DataState>
    </Panel>
  );
}
