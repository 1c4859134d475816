import type { Metadata } from "next";
import { EvidenceMark } from "@/components/common/evidence-mark";
import { ExternalSignIn } from "@/components/account/external-sign-in";
import { SignInForm } from "@/components/account/sign-in-form";
import { Wordmark } from "@/components/shell/wordmark";
import { WakePicture } from "@/components/shell/wake-picture";
import { safeNext } from "@/lib/auth/safe-next";
import { signInWays } from "@/lib/auth/server/sign-in-ways";
import { SIGN_IN_PROBLEMS, SignInProblem } from "@/lib/auth/sign-in-problem";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { next, error } = await searchParams;
  const problem = SignInProblem.safeParse(error);
  const ways = await signInWays();
  const target = safeNext(typeof next === "string" ? next : null);
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(26rem,36rem)_1fr]">
      <main className="flex flex-col bg-panel px-6 py-8 sm:px-12 lg:border-r lg:border-border">
        <Wordmark />
        <div className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center py-12">
          <h1 className="text-2xl font-semibold tracking-tight">Sign in</h1>
          <p className="mt-1 text-sm text-balance text-muted">
            What non-human identities did in AWS, and what could not be seen.
          </p>
          {problem.success ? (
            <p role="alert" className="mt-6 rounded-md bg-danger-soft px-3 py-2 text-sm text-danger">
              {SIGN_IN_PROBLEMS[problem.data]}
            </p>
          ) : null}
          {ways.external === null ? null : <ExternalSignIn label={ways.external} next={target} />}
          {ways.external !== null && ways.local ? (
            <div aria-hidden className="mt-8 flex items-center gap-3 text-xs text-muted">
              <span className="h-px flex-1 bg-border" /> or <span className="h-px flex-1 bg-border" />
            </div>
          ) : null}
          {ways.local ? <SignInForm next={target} isOnlyWay={ways.external === null} /> : null}
        </div>
        {ways.local ? (
          <p className="text-xs text-muted">Forgotten your password? An administrator can give you a new one.</p>
        ) : null}
      </main>
      <aside aria-label="How Wakeline draws what it knows" className="relative hidden overflow-hidden lg:block">
        <WakePicture />
        <div className="absolute bottom-8 left-10 flex flex-wrap gap-x-5 gap-y-2 text-ink-soft">
          <EvidenceMark state="logged" />
          <EvidenceMark state="partial" />
          <EvidenceMark state="not-logged" />
          <EvidenceMark state="unknown" />
        </div>
      </aside>
    </div>
  );
}
