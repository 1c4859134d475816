import type { Metadata } from "next";
import { Suspense } from "react";
import { AgentsView } from "@/components/coverage/agents-view";
import { pageContext } from "@/lib/auth/server/page-context";

export const metadata: Metadata = { title: "Coverage of agents" };

export default async function CoverageAgentsPage() {
  await pageContext();
  return (
    <Suspense>
      <AgentsView />
    </Suspense>
  );
}
