import type { Metadata } from "next";
import { Suspense } from "react";
import { SimulateView } from "@/components/coverage/simulate-view";
import { pageContext } from "@/lib/auth/server/page-context";

export const metadata: Metadata = { title: "Would this be logged?" };

export default async function SimulatePage() {
  await pageContext();
  return (
    <Suspense>
      <SimulateView />
    </Suspense>
  );
}
