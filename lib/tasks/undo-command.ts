import { parseArn } from "@/lib/cloudtrail/arn";
import { shellWord } from "./shell-word";

/** Something that a call touched: its type where that is known, and its ARN or name. */
export type Touched = { readonly type: string; readonly key: string };

/** What is known of a thing that was made. */
export type Made = {
  /** Its ARN or name. */
  readonly name: string;
  /** Its id in the account, as its life tells it: a key id, `role/NAME POLICY`, `ARN v2`. */
  readonly id: string | null;
  /** `user/NAME`, `role/NAME`: whose it is. */
  readonly owner: string | null;
  readonly region: string | null;
  readonly touched: readonly Touched[];
};

/** The command that undoes what a call made; null where the record does not say enough for one. Shown, never run. */
export type Undo = (made: Made) => string | null;

/** The end of an ARN's resource part after its last slash or colon; the whole of what is no ARN. */
export function lastPart(key: string): string {
  const resource = parseArn(key)?.resource ?? null;
  return resource === null ? key : (resource.split(/[/:]/).at(-1) ?? resource);
}

/** `aws iam …` with options, of which none is left out: null where one is not known. */
export function aws(command: string, options: Readonly<Record<string, string | null>>): string | null {
  const words = Object.entries(options).map(([option, value]) =>
    value === null || value === "" ? null : `--${option} ${shellWord(value)}`,
  );
  return words.includes(null) ? null : ["aws", command, ...words].join(" ");
}

/** The same in the Region in which the call was made; the service of no other one knows of it. */
export function inRegion({ region }: Made, command: string | null): string | null {
  return command === null || region === null ? command : `${command} --region ${shellWord(region)}`;
}

/** A command of a service without Regions that takes the name of the thing. */
export const byName =
  (command: string, option: string): Undo =>
  ({ name }) =>
    aws(command, { [option]: lastPart(name) });

/** One that takes the ARN. */
export const byArn =
  (command: string, option: string): Undo =>
  ({ name }) =>
    aws(command, { [option]: name });

/** One of the Region in which it was made, that takes the ARN or, of `lastPart`, the name. */
export const regional =
  (command: string, option: string, of: (name: string) => string = (name) => name): Undo =>
  (made) =>
    inRegion(made, aws(command, { [option]: of(made.name) }));

/** The key of the first thing of a type that the call touched. */
export function touchedOf({ touched }: Made, type: string): string | null {
  return touched.find((one) => one.type === type)?.key ?? null;
}

/** The name in `user/NAME` or `role/NAME`. */
export function ownerName({ owner }: Made): string | null {
  const slash = owner?.indexOf("/") ?? -1;
  return owner === null || slash < 0 ? null : owner.slice(slash + 1);
}

/** A policy is taken off its holder by its ARN, and one that the holder has for itself by its name. */
export function withoutPolicy(holder: "role" | "user" | "group"): Undo {
  return (made) => {
    const { id, name, touched } = made;
    const told = id === null ? null : id.slice(id.indexOf(" ") + 1);
    const arn = told ?? touched.find(({ type }) => type === "AWS::IAM::Policy")?.key ?? null;
    const of = { [`${holder}-name`]: ownerName(made) ?? lastPart(name) };
    if (arn === null) return aws(`iam list-${holder}-policies`, of);
    return arn.startsWith("arn:")
      ? aws(`iam detach-${holder}-policy`, { ...of, "policy-arn": arn })
      : aws(`iam delete-${holder}-policy`, { ...of, "policy-name": arn });
  };
}
