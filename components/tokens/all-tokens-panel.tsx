"use client";

import { useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { DataState } from "@/components/common/data-state";
import { EmptyState } from "@/components/common/empty-state";
import { Panel } from "@/components/common/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { tokensQuery } from "@/lib/auth/query-options";
import { TokenTable } from "./token-table";

/** Everybody's tokens, for admins. */
export function AllTokensPanel() {
  const query = useQuery(tokensQuery.all());
  return (
    <Panel title="API tokens of all users">
      <DataState
        query={query}
        failure="The tokens could not be read"
        loading={<Skeleton className="m-4 h-16" />}
        isEmpty={({ tokens }) => tokens.length === 0}
        empty={
          <EmptyState icon={KeyRound} title="No tokens" reason="Everybody makes their own, on their account page." />
        }
      >
        {({ tokens, count }) => (
          <>
            <TokenTable tokens={tokens} showsOwner />
            {count > tokens.length ? (
              <p className="px-4 py-2 text-xs text-muted">
                {tokens.length} of {count} tokens. <code>wakeline token list --user NAME</code> shows those of one user.
              </p>
            ) : null}
          </>
        )}
      </DataState>
    </Panel>
  );
}
