import type { Metadata } from "next";
import { EvidenceMark } from "@/components/common/evidence-mark";
import { SignInForm } from "@/components/account/sign-in-form";
import { Wordmark } from "@/components/shell/wordmark";
import { WakePicture } from "@/components/shell/wake-picture";
import { safeNext } from "@/lib/auth/safe-next";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { next } = await searchParams;
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(26rem,36rem)_1fr]">
      <main className="flex flex-col bg-panel px-6 py-8 sm:px-12 lg:border-r lg:border-border">
        <Wordmark />
        <div className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center py-12">
          <h1 className="text-2xl font-semibold tracking-tight">Sign in</h1>
          <p className="mt-1 text-sm text-balance text-muted">
            What non-human identities did in AWS, and what could not be seen.
          </p>
          <SignInForm next={safeNext(typeof next === "string" ? next : null)} />
        </div>
        <p className="text-xs text-muted">Forgotten your password? An administrator can give you a new one.</p>
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
