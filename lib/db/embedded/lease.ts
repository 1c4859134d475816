import { spawn } from "node:child_process";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import { type EmbeddedPaths, embeddedPaths } from "./embedded-paths";
import { KeeperReport } from "./keeper-report";
import { type KeeperState, readKeeperState } from "./keeper-state";

const ANSWER_MS = 10_000;
const RENEW_MS = 250;
const ATTEMPTS = 20;

export type Lease = { readonly url: string; readonly close: () => void };
type Held = { readonly url: string; readonly socket: Socket };
type Notice = (text: string) => void;

const Answer = z.object({ url: z.string() });

/**
 * A share in the embedded database of `home`: it runs for as long as somebody holds one, and starts with the first. A
 * lease whose keeper was killed renews itself, so that a long-lived process keeps its database.
 */
export async function leaseEmbedded(home: string, notice: Notice): Promise<Lease> {
  const paths = embeddedPaths(home);
  let held = await obtain(paths, notice);
  let closed = false;
  const renewWhenLost = (): void => {
    held.socket.once("close", () => {
      if (closed) return;
      setTimeout(() => void renew(), RENEW_MS).unref();
    });
  };
  const renew = async (): Promise<void> => {
    try {
      const next = await obtain(paths, notice);
      held = next;
      if (closed) next.socket.destroy();
      else renewWhenLost();
    } catch (error) {
      notice(error instanceof Error ? error.message : String(error));
      setTimeout(() => void renew(), 20 * RENEW_MS).unref();
    }
  };
  renewWhenLost();
  const close = (): void => {
    closed = true;
    held.socket.destroy();
  };
  return { url: held.url, close };
}

async function obtain(paths: EmbeddedPaths, notice: Notice): Promise<Held> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const state = readKeeperState(paths.state);
    const held = state ? await greet(state) : null;
    if (held) return held;
    await startKeeper(paths, notice);
    if (attempt > 2) await sleep(100);
  }
  throw new AppError(
    "unavailable",
    `The embedded database in ${paths.home} could not be reached. See ${paths.log}; if another process holds ${paths.lock}, end it and start again.`,
  );
}

/** Shows the secret and gets the URL; null when no keeper listens there any more. */
function greet(state: KeeperState): Promise<Held | null> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: "127.0.0.1", port: state.keeperPort });
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new AppError("unavailable", unresponsive(state.pid)));
    }, ANSWER_MS);
    let text = "";
    socket.setEncoding("utf8");
    socket.on("error", () => undefined);
    socket.once("close", () => {
      clearTimeout(timer);
      resolve(null);
    });
    socket.once("connect", () => socket.write(`${JSON.stringify({ secret: state.secret })}\n`));
    socket.on("data", (chunk) => {
      text += String(chunk);
      if (!text.includes("\n")) return;
      clearTimeout(timer);
      socket.unref();
      const { url } = Answer.parse(JSON.parse(text));
      resolve({ url, socket });
    });
  });
}

const unresponsive = (pid: number): string =>
  `Process ${pid}, which keeps the embedded database, does not answer. End it (kill ${pid}) and start again; nothing that was stored is lost.`;

/** Starts a keeper and waits until it, or another that was faster, serves. */
function startKeeper(paths: EmbeddedPaths, notice: Notice): Promise<void> {
  const root = process.cwd();
  const script = join(/* turbopackIgnore: true */ root, "lib", "db", "embedded", "keeper.ts");
  const keeper = spawn(process.execPath, ["--import", "tsx", script, paths.home], {
    cwd: root,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
  });
  return new Promise((resolve, reject) => {
    let complaint = "";
    const settle = (done: () => void): void => {
      lines.close();
      keeper.stdout.destroy();
      keeper.stderr.destroy();
      keeper.unref();
      done();
    };
    const lines = createInterface({ input: keeper.stdout });
    lines.on("line", (line) => {
      const report = KeeperReport.parse(JSON.parse(line));
      if (report.kind === "notice") notice(report.text);
      else if (report.kind === "failed") settle(() => reject(new AppError("unavailable", report.message)));
      else settle(resolve);
    });
    keeper.stderr.on("data", (chunk) => (complaint += String(chunk)));
    keeper.once("error", (error) => settle(() => reject(error)));
    keeper.once("close", () =>
      settle(() =>
        reject(
          new AppError(
            "unavailable",
            `The process that keeps the database ended while it started. ${complaint.trim()}`,
          ),
        ),
      ),
    );
  });
}
