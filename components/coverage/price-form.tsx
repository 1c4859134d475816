"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId } from "react";
import { textOf } from "@/components/account/text-of";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { toast } from "@/components/ui/toast";
import { visibleText } from "@/lib/base/visible-text";
import { updatePrices } from "@/lib/coverage/fixes/contract";
import type { EventPrices } from "@/lib/coverage/fixes/event-prices";
import { call } from "@/lib/http/call";

const FIELDS = [
  ["data", "100,000 data events"],
  ["managementCopy", "100,000 copies of management events"],
  ["networkActivity", "100,000 network activity events"],
] as const;
const UNIT = 100_000;

type PriceFormProps = { readonly prices: EventPrices; readonly arePricesSet: boolean; readonly mayEdit: boolean };

/** Which prices were used, and for who may, the way to set others. */
export function PriceForm({ prices, arePricesSet, mayEdit }: PriceFormProps) {
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: (next: EventPrices | null) => call(updatePrices, { prices: next }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["coverage", "fix"] }),
    onError: (error) => toast.error("The prices could not be set", error.message),
  });
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const price = (name: string): number => Number(form.get(name)) / UNIT;
    save.mutate({
      asOf: textOf(form, "asOf"),
      data: price("data"),
      managementCopy: price("managementCopy"),
      networkActivity: price("networkActivity"),
    });
  }
  return (
    <div className="mt-1 text-xs text-muted">
      <p>
        {arePricesSet ? "Prices that were set here, of " : "CloudTrail's list prices of "}
        {visibleText(prices.asOf)}; storage and encryption come on top.
      </p>
      {mayEdit ? (
        <details className="mt-1">
          <summary className="cursor-pointer">Other prices</summary>
          <form key={JSON.stringify(prices)} onSubmit={submit} className="mt-2 flex flex-wrap items-end gap-3">
            <Field label="As of" name="asOf" value={prices.asOf} />
            {FIELDS.map(([name, label]) => (
              <Field
                key={name}
                label={`USD for ${label}`}
                name={name}
                value={String(round(prices[name] * UNIT))}
                isNumber
              />
            ))}
            <Button type="submit" size="sm" disabled={save.isPending}>
              Use these
            </Button>
            {arePricesSet ? (
              <Button size="sm" variant="ghost" disabled={save.isPending} onClick={() => save.mutate(null)}>
                Back to the list prices
              </Button>
            ) : null}
          </form>
        </details>
      ) : null}
    </div>
  );
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

type FieldProps = {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly isNumber?: boolean;
};

function Field({ label, name, value, isNumber = false }: FieldProps) {
  const id = useId();
  return (
    <div className="w-44">
      <Label htmlFor={id} className="text-xs">
        {label}
      </Label>
      <Input
        id={id}
        name={name}
        defaultValue={value}
        required
        className="h-7 text-xs"
        {...(isNumber ? { type: "number", min: 0, max: UNIT, step: "any" } : { maxLength: 100 })}
      />
    </div>
  );
}
