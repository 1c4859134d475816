import { redirect } from "next/navigation";
import { pageContext } from "@/lib/auth/server/page-context";
import { timelineHref } from "@/lib/events/search-params";

export default async function IdentityPage({ params }: PageProps<"/identities/[identityId]">) {
  await pageContext();
  const { identityId } = await params;
  redirect(timelineHref(decodeURIComponent(identityId)));
}
