import { AppError } from "@/lib/base/app-error";

type Known = { readonly pattern: RegExp; readonly say: (data: string) => string };

const KNOWN: readonly Known[] = [
  {
    pattern: /No space left on device|Disk quota exceeded/i,
    say: (data) =>
      `The disk that holds ${data} is full. Free some space, or set WAKELINE_HOME to a folder on another disk.`,
  },
  {
    pattern: /Read-only file system/i,
    say: (data) => `${data} lies on a read-only file system. Set WAKELINE_HOME to a folder that can be written.`,
  },
  {
    pattern: /could not map anonymous shared memory|Cannot allocate memory|could not create shared memory/i,
    say: () =>
      "There is not enough memory for PostgreSQL (it needs about 700 MB, on small machines less). End other programs, or set DATABASE_URL to a server elsewhere.",
  },
  {
    pattern:
      /invalid (primary )?checkpoint record|could not locate a valid checkpoint|invalid data in file "backup_label"|PANIC/i,
    say: (data) =>
      `The database in ${data} is damaged. Move the folder away and ingest the log files again, or bring back a copy of it.`,
  },
];

/** One line for a server that did not start: what, where, what to do. The whole story stays in the log. */
export function explainFailure(output: string, place: { data: string; log: string }): AppError {
  const known = KNOWN.find(({ pattern }) => pattern.test(output));
  if (known) return new AppError("unavailable", known.say(place.data));
  const lines = output.split("\n").filter((line) => /FATAL|ERROR|error|PANIC|could not/.test(line));
  const last = lines.at(-1) ?? output.trim().split("\n").at(-1) ?? "";
  return new AppError(
    "unavailable",
    `PostgreSQL did not start over ${place.data}: ${last.trim()}. Its log is ${place.log}.`,
  );
}

/** Whether a start failed only because another program took the port in between. */
export function isPortTaken(output: string): boolean {
  return /Address already in use|could not bind|could not create any TCP\/IP sockets/i.test(output);
}

/** Whether parts of a killed server still run; they end by themselves within seconds. */
export function isStillLeaving(output: string): boolean {
  return /pre-existing shared memory block|lock file "postmaster\.pid" already exists/i.test(output);
}

/** What the system refused, in words that help; other errors keep theirs. */
export function explainRefusal(error: unknown, home: string): string {
  const code = error instanceof Error && "code" in error ? error.code : null;
  const elsewhere = "set WAKELINE_HOME to a folder that this account can write";
  if (code === "EACCES" || code === "EPERM")
    return `This account may not write in ${home}. Start Wakeline as the account that owns it, or ${elsewhere}.`;
  if (code === "EROFS") return `${home} lies on a read-only file system: ${elsewhere}.`;
  if (code === "ENOSPC" || code === "EDQUOT")
    return `The disk that holds ${home} is full. Free some space, or ${elsewhere}.`;
  return error instanceof Error ? error.message : String(error);
}
