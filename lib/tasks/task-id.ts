import { isUuid } from "@/lib/base/is-uuid";

/** What a task's id stands for: the work of a credential and all that came from it, or the part of it around one moment. */
export type TaskRef = { readonly credential: string; readonly atMs: number | null };

/** The id in which a task is named in addresses and on the command line. */
export function taskId({ credential, atMs }: TaskRef): string {
  return atMs === null ? credential : `${credential}@${Math.floor(atMs / 1_000)}`;
}

/** Reads `taskId`; any other text is taken for a credential. */
export function parseTaskId(text: string): TaskRef {
  const at = text.lastIndexOf("@");
  const [credential, seconds] = [text.slice(0, at), text.slice(at + 1)];
  const isPart = at > 0 && isUuid(credential) && /^\d{1,11}$/.test(seconds);
  return isPart ? { credential, atMs: Number(seconds) * 1_000 } : { credential: text, atMs: null };
}
