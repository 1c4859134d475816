"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { type Verb, VERBS } from "@/lib/coverage/answers/verb";
import { VERB_WORDS } from "./answer-words";

export type AskedForm = {
  readonly identity: string;
  readonly did: Verb;
  readonly resource: string;
  readonly from: number;
  readonly to: number;
};

type AnswerFormProps = { readonly asked: AskedForm; readonly onAsk: (form: AskedForm) => void };

/** The question, as a sentence to fill in. */
export function AnswerForm({ asked, onAsk }: AnswerFormProps) {
  const [identity, setIdentity] = useState(asked.identity);
  const [did, setDid] = useState(asked.did);
  const [resource, setResource] = useState(asked.resource);
  const [from, setFrom] = useState(localText(asked.from));
  const [to, setTo] = useState(localText(asked.to));
  const [fromMs, toMs] = [Date.parse(`${from}Z`), Date.parse(`${to}Z`)];
  const isOrdered = fromMs < toMs;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onAsk({ identity: identity.trim(), did, resource: resource.trim(), from: fromMs, to: toMs });
      }}
      className="grid gap-3 rounded-lg border border-border bg-panel p-4 sm:grid-cols-2 lg:grid-cols-[minmax(0,1.3fr)_9rem_minmax(0,2fr)] print:hidden"
    >
      <Field id="identity" label="Did">
        <Input
          id="identity"
          value={identity}
          placeholder="anybody, or an ARN, name, key id"
          onChange={(event) => setIdentity(event.target.value)}
        />
      </Field>
      <Field id="did" label="do this">
        <Select value={did} onValueChange={(value) => setDid(VERBS.find((verb) => verb === value) ?? "any")}>
          <SelectTrigger id="did">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {VERBS.map((verb) => (
              <SelectItem key={verb} value={verb}>
                {VERB_WORDS[verb]}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      </Field>
      <Field id="resource" label="to this">
        <Input
          id="resource"
          required
          value={resource}
          placeholder="arn:aws:s3:::bucket/key, s3://bucket/folder/, …"
          onChange={(event) => setResource(event.target.value)}
          className="font-mono text-xs"
        />
      </Field>
      <div className="flex flex-wrap items-end gap-3 sm:col-span-2 lg:col-span-3">
        <Field id="from" label="from (UTC)">
          <Input
            id="from"
            type="datetime-local"
            step={1}
            required
            value={from}
            onChange={(e) => setFrom(e.target.value)}
          />
        </Field>
        <Field id="to" label="until, not included (UTC)">
          <Input id="to" type="datetime-local" step={1} required value={to} onChange={(e) => setTo(e.target.value)} />
        </Field>
        <Button type="submit" variant="primary" disabled={!isOrdered}>
          Ask
        </Button>
        {isOrdered ? null : <p className="pb-1.5 text-xs text-danger">The end must lie after the beginning.</p>}
      </div>
    </form>
  );
}

type FieldProps = { readonly id: string; readonly label: string; readonly children: React.ReactNode };

function Field({ id, label, children }: FieldProps) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <Label htmlFor={id}>{label}</Label>
      {children}
    </div>
  );
}

const localText = (ms: number): string => new Date(ms).toISOString().slice(0, 19);
