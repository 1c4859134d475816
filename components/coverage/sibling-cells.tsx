"use client";

import { EvidenceMark } from "@/components/common/evidence-mark";
import { formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import type { CoverageCell } from "@/lib/coverage/contract";
import { COVERAGE_STATES, type CoverageState } from "@/lib/coverage/coverage";
import type { CellRef } from "@/lib/coverage/search-params";

type SiblingCellsProps = { readonly cell: CoverageCell; readonly onOpen: (cell: CellRef) => void };

/** The same family in the account's other Regions and in the Region's other accounts, by state. */
export function SiblingCells({ cell, onOpen }: SiblingCellsProps) {
  const { siblings } = cell;
  if (siblings.length === 0) return <p className="text-muted">There is no other place.</p>;
  return (
    <ul className="flex flex-col gap-2 text-xs">
      {COVERAGE_STATES.flatMap((state) => {
        const alike = siblings.filter((one) => one.state === state);
        return alike.length === 0
          ? []
          : [<Alike key={state} state={state} places={alike} cell={cell} onOpen={onOpen} />];
      })}
    </ul>
  );
}

const SHOWN = 12;

type AlikeProps = SiblingCellsProps & { readonly state: CoverageState; readonly places: CoverageCell["siblings"] };

function Alike({ state, places, cell, onOpen }: AlikeProps) {
  return (
    <li>
      <div className="flex items-center gap-2">
        <EvidenceMark state={state} />
        <span className="text-muted">
          {formatCount(places.length)} of {formatCount(cell.siblings.length)}
        </span>
      </div>
      <div className="mt-1 flex flex-wrap gap-1">
        {places.slice(0, SHOWN).map(({ account, region }) => (
          <button
            key={`${account}/${region}`}
            type="button"
            onClick={() => onOpen({ account, region, family: cell.family.id })}
            className="rounded-sm bg-hover px-1.5 py-0.5 font-mono text-2xs text-ink hover:bg-selected"
          >
            {visibleText(account === cell.account ? region : account)}
          </button>
        ))}
        {places.length > SHOWN ? (
          <span className="text-muted">and {formatCount(places.length - SHOWN)} more</span>
        ) : null}
      </div>
    </li>
  );
}
