import type { Metadata } from "next";
import { Suspense } from "react";
import { FixView } from "@/components/coverage/fix-view";
import { hasRole } from "@/lib/auth/roles";
import { pageContext } from "@/lib/auth/server/page-context";

export const metadata: Metadata = { title: "Close blind spots" };

export default async function FixPage() {
  const { actor } = await pageContext();
  return (
    <Suspense>
      <FixView mayEdit={actor.kind === "user" && hasRole(actor.role, "investigator")} />
    </Suspense>
  );
}
