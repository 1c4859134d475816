"use client";

import { useMutation } from "@tanstack/react-query";
import { startSession } from "@/lib/auth/browser-session";
import { Button } from "@/components/ui/button";
import { EarlyForm } from "./early-form";
import { FormField } from "./form-field";
import { FormProblem } from "./form-problem";
import { textOf } from "./text-of";

type SignInFormProps = {
  /** Where to go then: the server has checked that it is a page of ours. */
  readonly next: string;
  /** There is no single sign-on beside it. */
  readonly isOnlyWay: boolean;
};

/** Name and password. */
export function SignInForm({ next, isOnlyWay }: SignInFormProps) {
  const signIn = useMutation({
    mutationFn: (form: FormData) => startSession(textOf(form, "username"), textOf(form, "password")),
    // A full load, so that nothing of an earlier session stays.
    onSuccess: () => window.location.assign(next),
  });
  return (
    <EarlyForm className="mt-8 flex flex-col gap-4" onSend={(form) => signIn.mutate(form)}>
      <FormField
        name="username"
        label="User name"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        autoFocus={isOnlyWay}
      />
      <FormField name="password" label="Password" type="password" autoComplete="current-password" required />
      {signIn.isError ? <FormProblem error={signIn.error} /> : null}
      <Button
        type="submit"
        variant={isOnlyWay ? "primary" : "secondary"}
        size="lg"
        className="mt-2"
        disabled={signIn.isPending || signIn.isSuccess}
      >
        {signIn.isPending || signIn.isSuccess ? "Signing in…" : "Sign in"}
      </Button>
    </EarlyForm>
  );
}
