import type { Command } from "./io";

type Entry = {
  readonly name: string;
  readonly usage: string;
  readonly does: string;
  readonly load: () => Promise<Command>;
};

/** Every command, loaded when it is called. */
export const COMMANDS: readonly Entry[] = [
  {
    name: "ingest",
    usage:
      "ingest <file, folder, archive or -> … [--source NAME] [--filters WHAT,…] [--json]\n" +
      "       wakeline ingest s3://bucket/prefix [--accounts A,…] [--regions R,…] [--from T] [--to T] [--profile P] [--role-arn ARN] [--external-id ID] [--endpoint URL] [--dry-run] [--source NAME] [--json]",
    does: "Load CloudTrail records into the store, from files or from S3.",
    load: async () => (await import("./ingest")).ingestCommand,
  },
  {
    name: "quarantine",
    usage: "quarantine [--json]",
    does: "List the records that could not be stored, with the reason.",
    load: async () => (await import("./quarantine")).quarantineCommand,
  },
  {
    name: "rebuild",
    usage: "rebuild [--file ID] [--quarantine] [--json]",
    does: "Derive the events again from the kept evidence.",
    load: async () => (await import("./rebuild")).rebuildCommand,
  },
  {
    name: "verify",
    usage:
      "verify [--from T] [--to T] [--keys FILE …] [--fetch-keys [--profile P] [--role-arn ARN] [--external-id ID]] [--verbose] [--json]",
    does: "Check the log files against AWS's signed digests.",
    load: async () => (await import("./verify")).verifyCommand,
  },
  {
    name: "accounts",
    usage: "accounts [import <list-accounts JSON or CSV>] [--json]",
    does: "List the accounts with their names, or import names.",
    load: async () => (await import("./accounts")).accountsCommand,
  },
  {
    name: "remove",
    usage: "remove <source, or log file by number, SHA-256 or place> [--dry-run] [--json]",
    does: "Remove log files with all that came of them.",
    load: async () => (await import("./remove")).removeCommand,
  },
  {
    name: "retention",
    usage: "retention [--older-than 400d] [--yes] [--daily 400d|off] [--json]",
    does: "Say which log files are older than an age, or drop them with --yes.",
    load: async () => (await import("./retention")).retentionCommand,
  },
  {
    name: "backup",
    usage: "backup <file> [--json]",
    does: "Write the whole store into one file, while the app goes on.",
    load: async () => (await import("./backup")).backupCommand,
  },
  {
    name: "restore",
    usage: "restore <file> [--replace] [--json]",
    does: "Make the store what it was when a backup was written.",
    load: async () => (await import("./restore")).restoreCommand,
  },
  {
    name: "identities",
    usage: "identities [--kind KIND] [--query TEXT] [--json]",
    does: "List identities with what they did in numbers.",
    load: async () => (await import("./identities")).identitiesCommand,
  },
  {
    name: "identity",
    usage: "identity <ARN, name, key id, unique id or id> [--json]",
    does: "Show one identity with its credentials.",
    load: async () => (await import("./identity")).identityCommand,
  },
  {
    name: "events",
    usage:
      "events [--identity I] [--credential K] [--action A] [--resource R] [--account A] [--region R] [--ip IP] [--outcome ok|error] [--category C] [--from T] [--to T] [--limit N] [--json]",
    does: "List events, oldest first.",
    load: async () => (await import("./events")).eventsCommand,
  },
  {
    name: "event",
    usage: "event <eventID> [--raw] [--json]",
    does: "Show one event, or with --raw its record exactly as delivered.",
    load: async () => (await import("./event")).eventCommand,
  },
  {
    name: "chain",
    usage: "chain <key id or credential id> [--json]",
    does: "Lead a credential back to the first one, with the proof of each link.",
    load: async () => (await import("./chain")).chainCommand,
  },
  {
    name: "tasks",
    usage: 'tasks [--identity I] [--gap SECONDS or "none"] [--json]',
    does: "List pieces of work, with what cuts them.",
    load: async () => (await import("./tasks")).tasksCommand,
  },
  {
    name: "task",
    usage: 'task <id or credential> [--gap SECONDS or "none"] [--json]',
    does: "Show one piece of work with its tree of credentials and its events in order.",
    load: async () => (await import("./task")).taskCommand,
  },
  {
    name: "config",
    usage:
      "config import <file or folder> [--as-of T] [--json]\n" +
      "       wakeline config collect [--role NAME] [--accounts A,…] [--regions R,…] [--external-id ID] [--profile P] [--endpoint URL] [--json]",
    does: "Take in how trails and event data stores are set up.",
    load: async () => (await import("./config")).configCommand,
  },
  {
    name: "coverage",
    usage: "coverage [--at T] [--known-at T] [--account A] [--region R] [--family F | --all] [--json]",
    does: "Say what was logged at a moment, cell by cell.",
    load: async () => (await import("./coverage")).coverageCommand,
  },
  {
    name: "agents",
    usage: "agents [--at T] [--known-at T] [--json]",
    does: "Say of every agent over its whole path, across accounts, which link is logged worst.",
    load: async () => (await import("./agents")).agentsCommand,
  },
  {
    name: "logged",
    usage: "logged <record.json or -> [--at T] [--json]",
    does: "Say whether a record would have been logged, and why.",
    load: async () => (await import("./logged")).loggedCommand,
  },
  {
    name: "answer",
    usage:
      "answer [--identity X] [--did read|write|overwrite|encrypt|delete|invoke|create|any] --resource Y --from A --to B [--json]",
    does: "Say whether somebody did something to a thing: yes, no, or cannot say and why.",
    load: async () => (await import("./answer")).answerCommand,
  },
  {
    name: "demo",
    usage: "demo [--seed N] [--events N] [--days N] [--out DIR] [--json]",
    does: "Write the demo organisation's files, or load them where no folder is named.",
    load: async () => (await import("./demo")).demoCommand,
  },
  {
    name: "doctor",
    usage: "doctor [--json]",
    does: "Look at what Wakeline stands on, and say what to do.",
    load: async () => (await import("./doctor")).doctorCommand,
  },
  {
    name: "bench",
    usage: "bench chains|coverage|demo|ingest|s3|scroll|verify [--events N] [--rounds N] [--json]",
    does: "Measure this machine with generated data, away from the store.",
    load: async () => (await import("./bench")).benchCommand,
  },
  {
    name: "user",
    usage: "user <add | passwd | disable | enable | role | link NAME SUBJECT | list> …",
    does: "Manage who may sign in.",
    load: async () => (await import("./user")).userCommand,
  },
  {
    name: "token",
    usage:
      "token <create --user NAME --name WHAT-FOR [--role ROLE] [--scopes read,upload,…] [--days N] | list [--user NAME] | revoke ID> [--json]",
    does: "Manage API tokens for programs.",
    load: async () => (await import("./token")).tokenCommand,
  },
];

/** The help text. */
export function usage(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  const lines = COMMANDS.map(({ name, does }) => `  ${name.padEnd(width)}  ${does}`);
  return [
    "usage: wakeline <command> [--json]",
    "",
    ...lines,
    "",
    "wakeline up, web and worker start everything, the web server alone, and the worker alone.",
    '"wakeline <command> --help" shows its arguments.',
  ].join("\n");
}
