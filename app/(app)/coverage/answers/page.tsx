import type { Metadata } from "next";
import { Suspense } from "react";
import { AnswersView } from "@/components/coverage/answers-view";
import { pageContext } from "@/lib/auth/server/page-context";

export const metadata: Metadata = { title: "Answers" };

export default async function AnswersPage() {
  await pageContext();
  return (
    <Suspense>
      <AnswersView />
    </Suspense>
  );
}
