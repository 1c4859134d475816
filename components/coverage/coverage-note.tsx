import Link from "next/link";
import { EVIDENCE } from "@/components/common/evidence-mark";
import { visibleText } from "@/lib/base/visible-text";
import type { WorstCoverage } from "@/lib/coverage/activity-contract";
import { isFloor } from "@/lib/coverage/is-floor";
import { coverageHref } from "@/lib/coverage/search-params";

/** How well something would have been seen, beside a count of its events: a floor wherever not everything is logged. */
export function CoverageNote({ worst }: { readonly worst: WorstCoverage }) {
  const { state, because, familyTitle, account, region, family, atMs } = worst;
  const { name, fill } = EVIDENCE[state];
  const words = isFloor(worst) ? `at least; ${name}: ${familyTitle} in ${account}, ${region}` : "all of it is logged";
  return (
    <Link
      href={coverageHref({ at: atMs, cell: { account, region, family } })}
      title={visibleText(`${words}. ${because}`)}
      aria-label={visibleText(words)}
      className="inline-flex min-h-6 items-center gap-1 text-2xs whitespace-nowrap text-muted underline-offset-2 hover:text-accent hover:underline"
    >
      <span aria-hidden className={`h-2.5 w-4 rounded-[2px] ${fill}`} />
      {isFloor(worst) ? "at least" : "logged"}
    </Link>
  );
}
