"use client";

import { useMutation } from "@tanstack/react-query";
import { startSession } from "@/lib/auth/browser-session";
import { AppError } from "@/lib/base/app-error";
import { accountPassword } from "@/lib/auth/contract";
import { call } from "@/lib/http/call";
import { Button } from "@/components/ui/button";
import { EarlyForm } from "./early-form";
import { FormField } from "./form-field";
import { FormProblem } from "./form-problem";
import { textOf } from "./text-of";

/** Changes one's own password; other sessions end, this one is renewed. */
export function ChangePasswordForm({ username }: { readonly username: string }) {
  const change = useMutation({
    mutationFn: async (form: FormData) => {
      const next = textOf(form, "next");
      if (next !== textOf(form, "again")) throw new AppError("invalid-input", "The two new passwords differ.");
      await call(accountPassword, { current: textOf(form, "current"), next });
      await startSession(username, next);
    },
    // A full load: every page was read with the session that just ended.
    onSuccess: () => window.location.assign("/account?changed"),
  });
  return (
    <EarlyForm className="flex max-w-sm flex-col gap-4 px-4 py-4" onSend={(form) => change.mutate(form)}>
      <input type="hidden" name="username" autoComplete="username" value={username} readOnly />
      <FormField name="current" label="Current password" type="password" autoComplete="current-password" required />
      <FormField
        name="next"
        label="New password"
        type="password"
        autoComplete="new-password"
        minLength={12}
        maxLength={256}
        required
        hint="At least 12 characters. Length counts more than odd characters."
      />
      <FormField name="again" label="New password again" type="password" autoComplete="new-password" required />
      {change.isError ? <FormProblem error={change.error} /> : null}
      <Button type="submit" variant="primary" className="self-start" disabled={change.isPending || change.isSuccess}>
        Change password
      </Button>
    </EarlyForm>
  );
}
