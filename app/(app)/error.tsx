"use client";

import { TriangleAlert } from "lucide-react";
import { EmptyState } from "@/components/common/empty-state";
import { Button } from "@/components/ui/button";

type ErrorPageProps = { readonly error: Error & { digest?: string }; readonly retry: () => void };

export default function AppErrorPage({ error, retry }: ErrorPageProps) {
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
