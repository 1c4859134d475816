"use client";

import { useMutation } from "@tanstack/react-query";
import { accountEndSessions } from "@/lib/auth/contract";
import { call } from "@/lib/http/call";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";

/** Signs out everywhere. */
export function EndSessionsButton() {
  const end = useMutation({
    mutationFn: () => call(accountEndSessions, {}),
    onSuccess: () => window.location.assign("/sign-in"),
    onError: (error) => toast.error("The sessions could not be ended", error.message),
  });
  return (
    <Button variant="danger" disabled={end.isPending || end.isSuccess} onClick={() => end.mutate()}>
      End all sessions
    </Button>
  );
}
