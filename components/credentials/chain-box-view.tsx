import Link from "next/link";
import { TailText } from "@/components/common/tail-text";
import type { ChainBox } from "@/lib/credentials/chain-row";
import { profileHref } from "@/lib/identities/search-params";

/** One credential of a chain with whose it is, which leads to its own chain; what began without a credential has a dashed frame. */
export function ChainBoxView({ box }: { readonly box: ChainBox }) {
  const { key, isKey, who, isAsked } = box;
  const frame = isAsked
    ? "border-2 border-accent"
    : isKey
      ? "border border-border-strong"
      : "border border-dashed border-border-strong";
  const look = `flex w-52 min-w-0 flex-col justify-center rounded-md bg-panel px-3 py-2 text-xs ${frame}`;
  const text = (
    <>
      <span className="label-caps truncate">{isAsked ? "this credential" : (who?.kind ?? "origin")}</span>
      {who === null ? null : (
        <span className={`min-w-0 font-medium ${who.id === null || isAsked ? "" : "text-accent"}`}>
          <TailText text={who.name} />
        </span>
      )}
      {who !== null && !isKey && who.name === key ? null : (
        <span className="min-w-0 font-mono text-2xs text-ink-soft">
          <TailText text={key} />
        </span>
      )}
    </>
  );
  if (!who?.id || isAsked) return <div className={look}>{text}</div>;
  return (
    <Link href={profileHref(who.id, isKey ? key : null)} className={`${look} hover:bg-hover`}>
      {text}
    </Link>
  );
}
