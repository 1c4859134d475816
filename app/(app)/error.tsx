"use client";

import { DatabaseZap, TriangleAlert } from "lucide-react";
import { EmptyState } from "@/components/common/empty-state";
import { useStoreWatch } from "@/components/shell/use-store-watch";
import { Button } from "@/components/ui/button";

type ErrorPageProps = { readonly error: Error & { digest?: string }; readonly retry: () => void };

export default function AppErrorPage({ error, retry }: ErrorPageProps) {
  const { isAway } = useStoreWatch(retry);
  if (isAway)
    return (
      <EmptyState
        icon={DatabaseZap}
        title="The database does not answer"
        reason="Nothing that was stored is lost. This page comes back by itself as soon as the database does."
      />
    );
  return (
    <EmptyState
      icon={TriangleAlert}
      title="This page could not be shown"
      reason={
        <>
          Something failed that nobody expected. Nothing was lost: the store only changes in whole steps.
          {error.digest === undefined ? null : (
            <>
              {" "}
              In the server's log it is <code className="text-xs text-ink">{error.digest}</code>.
            </>
          )}
        </>
      }
      action={
        <Button variant="primary" onClick={retry}>
          Try again
        </Button>
      }
    />
  );
}
