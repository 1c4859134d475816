import Link from "next/link";
import { visibleText } from "@/lib/base/visible-text";
import { TailText } from "@/components/common/tail-text";
import type { ChainBox } from "@/lib/credentials/chain-row";
import { profileHref } from "@/lib/identities/search-params";

/** One credential of a chain with whose it is; what began without a credential has a dashed frame. */
export function ChainBoxView({ box }: { readonly box: ChainBox }) {
  const { key, isKey, who, isAsked } = box;
  const frame = isAsked
    ? "border-2 border-accent"
    : isKey
      ? "border border-border-strong"
      : "border border-dashed border-border-strong";
  return (
    <div className={`flex w-52 flex-col justify-center rounded-md bg-panel px-3 py-2 text-xs ${frame}`}>
      <span className="label-caps truncate">{isAsked ? "this credential" : (who?.kind ?? "origin")}</span>
      {who === null ? null : who.id === null ? (
        <span className="truncate font-medium" title={visibleText(who.name)}>
          <TailText text={who.name} />
        </span>
      ) : (
        <Link href={profileHref(who.id)} className="truncate font-medium text-accent hover:underline">
          <TailText text={who.name} />
        </Link>
      )}
      {who !== null && !isKey && who.name === key ? null : isKey && who?.id ? (
        <Link href={profileHref(who.id, key)} className="min-w-0 font-mono text-2xs text-ink-soft hover:underline">
          <TailText text={key} />
        </Link>
      ) : (
        <span className="min-w-0 font-mono text-2xs text-ink-soft">
          <TailText text={key} />
        </span>
      )}
    </div>
  );
}
