"use client";

import { type ComponentProps, type ReactNode, useId } from "react";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";

type FormFieldProps = Omit<ComponentProps<typeof Input>, "id"> & {
  readonly name: string;
  readonly label: string;
  readonly hint?: ReactNode;
};

/** A labelled field with its hint tied to it. */
export function FormField({ label, hint, ...input }: FormFieldProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1.5">
      <Label htmlFor={id}>{label}</Label>
      <Input id={id} className="h-9" {...(hint === undefined ? {} : { "aria-describedby": `${id}-hint` })} {...input} />
      {hint === undefined ? null : (
        <p id={`${id}-hint`} className="text-xs text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}
