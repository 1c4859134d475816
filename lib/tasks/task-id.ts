import { isUuid } from "@/lib/base/is-uuid";
import { RUN_KINDS, type RunKind } from "@/lib/cloudtrail/issuance";

/** The work of a credential and all that came from it, or the part of it around one moment. */
type CredentialRef = { readonly kind: "credential"; readonly credential: string; readonly atMs: number | null };
/** Everything that carries one run's id. */
export type RunRef = { readonly kind: "run"; readonly run: RunKind; readonly value: string };
export type TaskRef = CredentialRef | RunRef;

/** The id in which a task is named in addresses and on the command line. */
export function taskId(ref: TaskRef): string {
  if (ref.kind === "run") return `run:${ref.run}:${ref.value}`;
  return ref.atMs === null ? ref.credential : `${ref.credential}@${Math.floor(ref.atMs / 1_000)}`;
}

/** Reads `taskId`; any other text is taken for a credential. */
export function parseTaskId(text: string): TaskRef {
  for (const run of RUN_KINDS) {
    const prefix = `run:${run}:`;
    if (text.startsWith(prefix)) return { kind: "run", run, value: text.slice(prefix.length) };
  }
  const at = text.lastIndexOf("@");
  const [credential, seconds] = [text.slice(0, at), text.slice(at + 1)];
  const isPart = at > 0 && isUuid(credential) && /^\d{1,11}$/.test(seconds);
  return isPart
    ? { kind: "credential", credential, atMs: Number(seconds) * 1_000 }
    : { kind: "credential", credential: text, atMs: null };
}
