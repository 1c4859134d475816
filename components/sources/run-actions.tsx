"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { call } from "@/lib/http/call";
import { runCancel, runRetry, type RunRow } from "@/lib/sources/contract";

type RunActionsProps = { readonly run: RunRow; readonly canRetry: boolean; readonly canCancel: boolean };

/** What an investigator can do about an upload or a pull: stop it, or try a failed one again. */
export function RunActions({ run, canRetry, canCancel }: RunActionsProps) {
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (ask: () => Promise<unknown>) => ask(),
    onError: (error) => toast.error("That was not possible", error.message),
    onSettled: () => client.invalidateQueries({ queryKey: ["runs"] }),
  });
  const { id: runId } = run;
  return (
    <>
      {canRetry ? (
        <Button
          variant="primary"
          disabled={change.isPending}
          onClick={() => change.mutate(() => call(runRetry, { runId }))}
        >
          Try again
        </Button>
      ) : null}
      {canCancel ? (
        <Button
          variant="danger"
          disabled={change.isPending}
          onClick={() => change.mutate(() => call(runCancel, { runId }))}
        >
          {run.kind === "s3" ? "Cancel this pull" : "Cancel this upload"}
        </Button>
      ) : null}
    </>
  );
}
