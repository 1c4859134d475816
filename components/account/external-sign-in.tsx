"use client";

import { useMutation } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { Button } from "@/components/ui/button";
import { startExternalSession } from "@/lib/auth/browser-session";
import { FormProblem } from "./form-problem";

type ExternalSignInProps = { readonly label: string; readonly next: string };

/** The way to the identity provider. */
export function ExternalSignIn({ label, next }: ExternalSignInProps) {
  const leave = useMutation({ mutationFn: () => startExternalSession(next) });
  const isLeaving = leave.isPending || leave.isSuccess;
  return (
    <div className="mt-8 flex flex-col gap-3">
      {leave.isError ? <FormProblem error={leave.error} /> : null}
      <Button size="lg" variant="primary" disabled={isLeaving} onClick={() => leave.mutate()}>
        <ShieldCheck aria-hidden /> {isLeaving ? "Leaving for the identity provider…" : `Sign in with ${label}`}
      </Button>
    </div>
  );
}
