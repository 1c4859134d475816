import { Checkbox } from "@/components/ui/checkbox";
import { Label } from "@/components/ui/label";
import { FormField } from "@/components/account/form-field";

const PLAIN = { autoComplete: "off", autoCapitalize: "none", spellCheck: false } as const;

/** What to pull, and with whose rights. */
export function S3Fields() {
  return (
    <>
      <FormField
        name="address"
        label="Where"
        placeholder="s3://bucket/prefix"
        hint="A bucket, or a prefix in it. CloudTrail's own layout is found below it."
        required
        {...PLAIN}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <FormField name="from" label="Events from (UTC)" placeholder="2026-10-05" {...PLAIN} />
        <FormField name="to" label="Events to (UTC)" placeholder="2026-10-06" {...PLAIN} />
        <FormField name="accounts" label="Accounts" placeholder="all" {...PLAIN} />
        <FormField name="regions" label="Regions" placeholder="all" {...PLAIN} />
      </div>
      <Label className="flex items-center gap-2 text-sm font-normal">
        <Checkbox name="fetchKeys" />
        Ask AWS for the public keys of the digests, to verify what comes
      </Label>
      <details className="text-sm">
        <summary className="cursor-pointer text-muted hover:text-ink">Profile or role</summary>
        <div className="mt-3 flex flex-col gap-3">
          <FormField name="profile" label="Profile of the server" placeholder="default" {...PLAIN} />
          <FormField
            name="roleArn"
            label="Role to assume"
            placeholder="arn:aws:iam::111122223333:role/evidence-reader"
            {...PLAIN}
          />
          <FormField name="externalId" label="External id" {...PLAIN} />
        </div>
      </details>
    </>
  );
}
