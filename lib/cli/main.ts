import { AppError } from "@/lib/base/app-error";
import { storeFailure } from "@/lib/db/store-failure";
import { env } from "@/lib/env";
import { type Command, type Io, UsageError } from "./io";
import { COMMANDS, usage } from "./commands";

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

/** Runs one `wakeline` command; returns its exit code. */
export async function main(words: readonly string[], io: Io): Promise<number> {
  const [name = "help", ...args] = words.filter((word) => word !== "--json");
  if (name === "help" || name === "--help" || name === "-h") {
    io.stdout(usage());
    return 0;
  }
  const entry = COMMANDS.find((command) => command.name === name);
  if (!entry) {
    io.stderr(`wakeline: there is no command "${name}". Run "wakeline help" for the list.`);
    return EXIT_USAGE;
  }
  if (args.includes("--help") || args.includes("-h")) {
    io.stdout(`usage: wakeline ${entry.usage}`);
    return 0;
  }
  return run(await entry.load(), { args, io, usage: entry.usage });
}

async function run(
  command: Command,
  { args, io, usage: line }: { args: readonly string[]; io: Io; usage: string },
): Promise<number> {
  try {
    return await command(args, io);
  } catch (error) {
    if (error instanceof UsageError || isParseArgsError(error)) {
      io.stderr(`wakeline: ${(error as Error).message}\nusage: wakeline ${line}`);
      return EXIT_USAGE;
    }
    const known = error instanceof AppError ? error : storeFailure(error);
    io.stderr(`wakeline: ${known?.message ?? describeBug(error)}`);
    return EXIT_FAILED;
  }
}

function describeBug(error: unknown): string {
  const trace = error instanceof Error ? error : new Error(String(error));
  if (env.WAKELINE_DEBUG) return trace.stack ?? trace.message;
  return `unexpected error: ${trace.message.split("\n")[0]} (WAKELINE_DEBUG=1 shows where)`;
}

function isParseArgsError(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}

/** The real terminal. */
export function terminalIo(json: boolean, signal: AbortSignal): Io {
  const isTty = process.stderr.isTTY === true;
  const clear = isTty ? "\r\u001b[K" : "";
  return {
    stdout: (line) => void process.stdout.write(`${line}\n`),
    stderr: (line) => void process.stderr.write(`${clear}${line}\n`),
    status: isTty ? (line) => void process.stderr.write(clear + line) : null,
    json,
    cwd: env.INIT_CWD ?? process.cwd(),
    stdin: process.stdin,
    signal,
  };
}
