import type { ReactNode } from "react";
import type { FilterField } from "@/lib/events/event-filter";

type RowIdentifierProps = {
  readonly field: FilterField;
  readonly value: string;
  /** What people call it, where that is not the value. */
  readonly label?: string;
  readonly children: ReactNode;
};

/** Marks an identifier in a row: a click on it opens its menu instead of the record. */
export function RowIdentifier({ field, value, label, children }: RowIdentifierProps) {
  return (
    <span
      data-field={field}
      data-value={value}
      data-label={label}
      className="max-w-full min-w-0 cursor-pointer truncate decoration-border-strong underline-offset-2 hover:underline"
    >
      {children}
    </span>
  );
}
