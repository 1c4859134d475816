import type { Metadata } from "next";
import { Suspense } from "react";
import { FixView } from "@/components/coverage/fix-view";
import { pageContext } from "@/lib/auth/server/page-context";

export const metadata: Metadata = { title: "Close blind spots" };

export default async function FixPage() {
  await pageContext();
  return (
    <Suspense>
      <FixView />
    </Suspense>
  );
}
