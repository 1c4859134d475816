import Link from "next/link";
import { PageHeader } from "@/components/common/page-header";
import { visibleText } from "@/lib/base/visible-text";
import { shortKey } from "@/lib/events/short-names";
import { questionHref } from "@/lib/resources/search-params";

/** A thing that no record names: which is not to say that nobody touched it. */
export function NeverSeen({ arn }: { readonly arn: string }) {
  return (
    <>
      <PageHeader
        title={<bdi className="wrap-anywhere whitespace-normal">{visibleText(shortKey(arn))}</bdi>}
        summary={<bdi className="font-mono text-xs break-all">{visibleText(arn)}</bdi>}
      />
      <div className="flex max-w-2xl flex-col gap-3 px-4 text-sm sm:px-6">
        <p>
          No stored record names it. That is not to say that nobody touched it: calls on it may not have been logged,
          their log files may not be here, or records may call it by another name.
        </p>
        <p>
          <Link href={questionHref(arn)} className="text-accent underline underline-offset-2">
            Ask whether anybody touched it
          </Link>{" "}
          <span className="text-muted">in a time that you choose: the answer says what stands against a no.</span>
        </p>
      </div>
    </>
  );
}
