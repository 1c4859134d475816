"use client";

import { useMutation } from "@tanstack/react-query";
import { startSession } from "@/lib/auth/browser-session";
import { Button } from "@/components/ui/button";
import { FormField } from "./form-field";
import { FormProblem } from "./form-problem";

type Credentials = { readonly username: string; readonly password: string };

/** Name and password; leads to `next`, which the server has checked to be a page of ours. */
export function SignInForm({ next }: { readonly next: string }) {
  const signIn = useMutation({
    mutationFn: ({ username, password }: Credentials) => startSession(username, password),
    // A full load, so that nothing of an earlier session stays.
    onSuccess: () => window.location.assign(next),
  });
  return (
    <form
      className="mt-8 flex flex-col gap-4"
      method="post"
      action={(form) =>
        signIn.mutate({ username: String(form.get("username") ?? ""), password: String(form.get("password") ?? "") })
      }
    >
      <FormField
        name="username"
        label="User name"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        autoFocus
      />
      <FormField name="password" label="Password" type="password" autoComplete="current-password" required />
      {signIn.isError ? <FormProblem error={signIn.error} /> : null}
      <Button
        type="submit"
        variant="primary"
        size="lg"
        className="mt-2"
        disabled={signIn.isPending || signIn.isSuccess}
      >
        {signIn.isPending || signIn.isSuccess ? "Signing in…" : "Sign in"}
      </Button>
    </form>
  );
}
