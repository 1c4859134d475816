import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Pool } from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { embeddedPaths } from "./embedded-paths";
import { lockHolder } from "./keeper-lock";
import { readKeeperState } from "./keeper-state";
import { type Lease, leaseEmbedded } from "./lease";
import { readPostmasterFile } from "./postmaster-file";
import { processMark } from "./process-mark";
import { removeEmbedded } from "./remove-embedded";
import { waitForKeeperEnd } from "./wait-for-keeper-end";

// A name with a space: every path of ours passes through other programs.
const home = mkdtempSync(join(tmpdir(), "wakeline home "));
const paths = embeddedPaths(home);
const open: { leases: Lease[]; pools: Pool[] } = { leases: [], pools: [] };

async function lease(): Promise<Lease> {
  const taken = await leaseEmbedded(home, () => undefined);
  open.leases.push(taken);
  return taken;
}

function poolOf({ url }: Lease): Pool {
  const pool = new Pool({ connectionString: url, max: 2 });
  pool.on("error", () => undefined);
  open.pools.push(pool);
  return pool;
}

const keeperPid = (): number => readKeeperState(paths.state)?.pid ?? 0;
const postmasterPid = (): number => readPostmasterFile(dataFolder())?.pid ?? 0;
const dataFolder = (): string =>
  existsSync(paths.location) ? readFileSync(paths.location, "utf8").trim() : paths.data;

async function eventually<T>(probe: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await probe();
    } catch (error) {
      if (attempt === 500) throw error;
      await sleep(100);
    }
  }
}

const one = async (pool: Pool): Promise<number> => (await pool.query("select 1 as one")).rows[0].one;

beforeAll(async () => {
  (await lease()).close();
  await waitForKeeperEnd(home, 30_000);
});
afterEach(async () => {
  await Promise.all(open.pools.splice(0).map((pool) => pool.end()));
  for (const { close } of open.leases.splice(0)) close();
  await waitForKeeperEnd(home, 30_000);
});
afterAll(() => removeEmbedded(home));

describe("an embedded server", () => {
  it("is one for all its users and ends with the last of them, leaving no lock", async () => {
    const [first, second] = await Promise.all([lease(), lease()]);
    expect(first.url).toBe(second.url);
    const server = postmasterPid();
    first.close();
    await sleep(2000);
    expect(processMark(server)).not.toBeNull();
    second.close();
    await waitForKeeperEnd(home, 30_000);
    expect(processMark(server)).toBeNull();
    expect([existsSync(paths.lock), existsSync(paths.state)]).toEqual([false, false]);
  });

  it("shows its secrets to nobody but its owner", async () => {
    await lease();
    for (const file of [paths.state, paths.password]) expect(statSync(file).mode & 0o077).toBe(0);
  });

  it("takes a new keeper, without losing a connection, when the keeper is killed", async () => {
    const pool = poolOf(await lease());
    await one(pool);
    const [server, keeper] = [postmasterPid(), keeperPid()];
    process.kill(keeper, "SIGKILL");
    expect(await one(pool)).toBe(1);
    await eventually(async () => expect(lockHolder(paths.lock)).not.toBeOneOf([null, keeper]));
    expect(postmasterPid()).toBe(server);
  });

  it("is started again at the same address when the server itself is killed", async () => {
    const taken = await lease();
    const pool = poolOf(taken);
    await pool.query("create table if not exists kept (n int)");
    await pool.query("insert into kept values (7)");
    const server = postmasterPid();
    process.kill(server, "SIGKILL");
    await eventually(async () => expect(postmasterPid()).not.toBeOneOf([0, server]));
    expect(await eventually(async () => (await pool.query("select max(n) as n from kept")).rows)).toEqual([{ n: 7 }]);
    expect((await lease()).url).toBe(taken.url);
  });

  it("comes back at the same address for its users when keeper and server are killed together", async () => {
    const pool = poolOf(await lease());
    const [server, keeper] = [postmasterPid(), keeperPid()];
    process.kill(keeper, "SIGKILL");
    process.kill(server, "SIGKILL");
    expect(await eventually(() => one(pool))).toBe(1);
    expect(keeperPid()).not.toBe(keeper);
  });

  it("starts through a damaged state file, a lock without an owner, and a lost password", async () => {
    writeFileSync(paths.state, "{ not json");
    mkdirSync(paths.lock);
    rmSync(paths.password);
    expect(await one(poolOf(await lease()))).toBe(1);
  });

  it("refuses strangers who do not know the secret", async () => {
    await lease();
    const state = readKeeperState(paths.state);
    const answer = await fetch(`http://127.0.0.1:${state?.keeperPort}/`).catch((error: Error) => error.message);
    expect(answer).toBe("fetch failed");
  });

  it("says what to do with data of another major version, and leaves them alone", async () => {
    const version = join(dataFolder(), "PG_VERSION");
    const ours = readFileSync(version, "utf8");
    writeFileSync(version, "16\n");
    await expect(lease()).rejects.toThrow(
      /was made by PostgreSQL 16, and this version of Wakeline runs \d+\. Move that folder away/,
    );
    writeFileSync(version, ours);
    expect(await one(poolOf(await lease()))).toBe(1);
  });
});
