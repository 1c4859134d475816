import type { Metadata } from "next";
import { SeedListView } from "@/components/seed/seed-list-view";
import { pageContext } from "@/lib/auth/server/page-context";

export const metadata: Metadata = { title: "Find" };

export default async function FindPage() {
  await pageContext();
  return <SeedListView />;
}
