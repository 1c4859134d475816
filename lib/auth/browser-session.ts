"use client";

import { getProviders, signIn, signOut } from "next-auth/react";
import { AppError } from "@/lib/base/app-error";

/** Signs in and leaves the session cookie; throws `AppError` with words for the person at the keyboard. */
export async function startSession(username: string, password: string): Promise<void> {
  // Without this answer signIn() would leave for an error page of its own.
  const reachable = (await getProviders()) !== null;
  const answer = reachable ? await signIn("credentials", { username, password, redirect: false }) : undefined;
  if (answer === undefined)
    throw new AppError("unavailable", "The server cannot sign anybody in now. Its log says why.");
  if (answer.ok && !answer.error) return;
  const wait = /^wait:(\d+)$/.exec(answer.error ?? "");
  if (wait) throw new AppError("too-many-requests", `Too many attempts. Try again in ${wait[1]} s.`);
  if (answer.error === "local-off")
    throw new AppError(
      "forbidden",
      "Names and passwords are switched off here. Sign in through the identity provider.",
    );
  if (answer.error === "CredentialsSignin") throw new AppError("unauthenticated", "This name and password do not fit.");
  throw new AppError("unavailable", "Signing in failed on the server. Its log says more.");
}

/** Ends the session of this browser. */
export async function endSession(): Promise<void> {
  await signOut({ redirect: false });
}

/** Leaves for the identity provider; it sends the browser back to `next`, signed in, or to the sign-in page with the reason why not. */
export async function startExternalSession(next: string): Promise<void> {
  if ((await getProviders()) === null)
    throw new AppError("unavailable", "The server cannot sign anybody in now. Its log says why.");
  await signIn("oidc", { callbackUrl: next });
}
