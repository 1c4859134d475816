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
    usage: "ingest <file, folder, archive or -> … [--source NAME] [--json]",
    does: "Load CloudTrail records into the store.",
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
    name: "bench",
    usage: "bench ingest [--events N] [--json]",
    does: "Measure this machine: see the README.",
    load: async () => (await import("./bench")).benchCommand,
  },
];

/** The help text. */
export function usage(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  const lines = COMMANDS.map(({ name, does }) => `  ${name.padEnd(width)}  ${does}`);
  return ["usage: wakeline <command> [--json]", "", ...lines, "", '"wakeline <command> --help" shows its arguments.'].join("\n");
}
