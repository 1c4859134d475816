"use client";

import { FullPageMessage } from "@/components/shell/full-page-message";
import { Button } from "@/components/ui/button";

type ErrorPageProps = { readonly error: Error & { digest?: string }; readonly retry: () => void };

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  return (
    <FullPageMessage
      title="This page could not be shown"
      action={
        <Button variant="primary" onClick={retry}>
          Try again
        </Button>
      }
    >
      Something failed that nobody expected. Nothing was lost: the store only changes in whole steps.
      {error.digest === undefined ? null : (
        <p className="mt-3">
          In the server's log it is <code className="text-xs text-ink">{error.digest}</code>.
        </p>
      )}
    </FullPageMessage>
  );
}
