import { isUuid } from "@/lib/base/is-uuid";
import { RUN_KINDS, type RunKind } from "@/lib/cloudtrail/issuance";

/** The work of a credential and all that came from it, or the part of it around one moment. */
type CredentialRef = { readonly kind: "credential"; readonly credential: string; readonly atMs: number | null };
/** The work of all credentials that one function, task or instance was given one after the other. */
type WorkloadRef = { readonly kind: "workload"; readonly workload: string; readonly atMs: number | null };
/** Everything that carries one run's id. */
export type RunRef = { readonly kind: "run"; readonly run: RunKind; readonly value: string };
export type TreeRef = CredentialRef | WorkloadRef;
export type TaskRef = TreeRef | RunRef;

const WORKLOAD = "workload:";

/** The id in which a task is named in addresses and on the command line. */
export function taskId(ref: TaskRef): string {
  if (ref.kind === "run") return `run:${ref.run}:${ref.value}`;
  const of = ref.kind === "credential" ? ref.credential : `${WORKLOAD}${ref.workload}`;
  return ref.atMs === null ? of : `${of}@${Math.floor(ref.atMs / 1_000)}`;
}

/** Reads `taskId`; any other text is taken for a credential. */
export function parseTaskId(text: string): TaskRef {
  for (const run of RUN_KINDS) {
    const prefix = `run:${run}:`;
    if (text.startsWith(prefix)) return { kind: "run", run, value: text.slice(prefix.length) };
  }
  const at = text.lastIndexOf("@");
  const [credential, seconds] = [text.slice(0, at), text.slice(at + 1)];
  if (text.startsWith(WORKLOAD)) {
    const isPart = /^\d{9,11}$/.test(seconds);
    const workload = (isPart ? credential : text).slice(WORKLOAD.length);
    return { kind: "workload", workload, atMs: isPart ? Number(seconds) * 1_000 : null };
  }
  const isPart = at > 0 && isUuid(credential) && /^\d{1,11}$/.test(seconds);
  return isPart
    ? { kind: "credential", credential, atMs: Number(seconds) * 1_000 }
    : { kind: "credential", credential: text, atMs: null };
}
