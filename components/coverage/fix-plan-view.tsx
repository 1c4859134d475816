"use client";

import { CopyButton } from "@/components/common/copy-button";
import { formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import type { z } from "zod";
import type { FixPlan as FixPlanSchema } from "@/lib/coverage/fixes/contract";
import { PriceForm } from "./price-form";

type FixPlan = z.infer<typeof FixPlanSchema>;

const BEFORE = { all: "all of it", part: "a part of it", none: "nothing of it", unknown: "not certain" } as const;

type FixPlanViewProps = { readonly plan: FixPlan; readonly isStale: boolean; readonly mayEdit: boolean };

/** A change of a trail: what it turns, what it keeps, what it may cost, and the commands there and back. */
export function FixPlanView({ plan, isStale, mayEdit }: FixPlanViewProps) {
  return (
    <section
      aria-label="Plan"
      aria-busy={isStale}
      className="flex min-w-0 flex-col divide-y divide-border rounded-lg border border-border bg-panel text-sm"
    >
      <div className="px-4 py-3">
        <h2 className="font-semibold">{visibleText(plan.name)}</h2>
        <p className="font-mono text-2xs break-all text-muted">{visibleText(plan.trail)}</p>
        {plan.warning === null ? null : (
          <p className="mt-2 rounded-sm bg-warning-soft px-2 py-1 text-warning">{visibleText(plan.warning)}</p>
        )}
        <ul className="mt-2 list-disc pl-5">
          {plan.turned.map(({ family, before }) => (
            <li key={family}>
              <span className="font-mono text-xs">{visibleText(family)}</span>: taken whole then; {BEFORE[before]} now
            </li>
          ))}
        </ul>
        {plan.turned.length === 0 ? <p className="mt-2">The trail takes all of these already.</p> : null}
        <p className="mt-2 text-xs text-muted">
          Kept: {formatCount(plan.compared)} families were compared under the old and the new selectors, and none is
          taken to a lesser extent. {formatCount(plan.values)} of {formatCount(plan.valuesMax)} values are used;{" "}
          {formatCount(plan.trails)} of {formatCount(plan.trailsMax)} trails of the account count in this Region.
        </p>
      </div>
      <Costs plan={plan} mayEdit={mayEdit} />
      <Code title="With the AWS CLI" text={plan.cli} />
      <Code title="With Terraform" text={plan.terraform} />
      <Code title="Back to what is there now" text={plan.revert} />
    </section>
  );
}

function Costs({ plan, mayEdit }: Pick<FixPlanViewProps, "plan" | "mayEdit">) {
  const { costs, prices, arePricesSet } = plan;
  return (
    <div className="px-4 py-3">
      <h3 className="label-caps">Cost of the events, per month</h3>
      <ul className="mt-1 flex flex-col gap-1">
        {costs.map(({ family, lowUsd, highUsd, basis }) => (
          <li key={family}>
            <span className="font-mono text-xs">{visibleText(family)}</span>:{" "}
            <span className="tabular">
              {usd(lowUsd)} {highUsd === null ? "or more, unknown" : `to ${usd(highUsd)}`}
            </span>
            <p className="text-xs text-muted">{visibleText(basis)}</p>
          </li>
        ))}
      </ul>
      <DoublePaid doublePaid={plan.doublePaid} />
      <PriceForm prices={prices} arePricesSet={arePricesSet} mayEdit={mayEdit} />
    </div>
  );
}

function DoublePaid({ doublePaid }: Pick<FixPlan, "doublePaid">) {
  if (doublePaid.length === 0) return null;
  return (
    <>
      <h3 className="label-caps mt-3">Paid for more than once here already</h3>
      <ul className="mt-1 flex flex-col gap-1">
        {doublePaid.map(({ family, sinks, monthlyUsd }) => (
          <li key={family}>
            <span className="font-mono text-xs">{visibleText(family)}</span>: taken whole by{" "}
            {sinks.map(visibleText).join(", ")}; by the events of 30 days, the further copies cost at least{" "}
            <span className="tabular">{usd(monthlyUsd)}</span> a month
          </li>
        ))}
      </ul>
    </>
  );
}

function usd(amount: number): string {
  if (amount > 0 && amount < 0.01) return "under 0.01 USD";
  return `${amount.toFixed(2)} USD`;
}

function Code({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <div className="px-4 py-3">
      <div className="flex items-center justify-between">
        <h3 className="label-caps">{title}</h3>
        <CopyButton text={text} label={`Copy: ${title}`} />
      </div>
      <pre
        tabIndex={0}
        className="mt-1 max-h-80 overflow-auto rounded-md border border-border bg-sunken p-3 text-xs whitespace-pre"
      >
        {text}
      </pre>
    </div>
  );
}
