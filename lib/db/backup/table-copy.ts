import { once } from "node:events";
import { finished } from "node:stream/promises";
import { setTimeout as delay } from "node:timers/promises";
import { type CopyStreamQuery, from as copyFrom } from "pg-copy-streams";
import type { PoolClient } from "pg";
import { AppError } from "@/lib/base/app-error";
import { quoted, type Table } from "./archive-format";

/** How long a failure waits to learn that it is the connection's. */
const LOST_MS = 500;

/** Fills one table after the other. A COPY does not always hear that its connection ended: this does. */
export class TableCopy {
  table: string | null = null;
  private target: CopyStreamQuery | null = null;
  private readonly lost: Promise<never>;

  constructor(private readonly client: PoolClient) {
    this.lost = new Promise((_resolve, reject) => {
      client.once("end", () =>
        reject(new AppError("unavailable", "The connection to the database was lost. Nothing was changed.")),
      );
    });
    this.lost.catch(() => undefined);
  }

  begin({ name, columns }: Table): void {
    const list = columns.map(quoted).join(", ");
    this.table = name;
    this.target = this.client.query(copyFrom(`copy ${quoted(name)} (${list}) from stdin (format binary)`));
    // Heard by whoever writes or waits for the end.
    this.target.on("error", () => undefined);
  }

  async write(bytes: Buffer): Promise<void> {
    const { target } = this;
    if (target === null) return;
    await this.watched(async () => {
      if (target.errored) throw target.errored;
      if (!target.write(bytes)) await once(target, "drain");
    });
  }

  async end(counts: Map<string, number>): Promise<void> {
    const { target, table } = this;
    if (target === null || table === null) return;
    await this.watched(async () => {
      target.end();
      await finished(target);
    });
    counts.set(table, target.rowCount);
    this.target = null;
    this.table = null;
  }

  private async watched(work: () => Promise<void>): Promise<void> {
    try {
      await Promise.race([work(), this.lost]);
    } catch (error) {
      await Promise.race([this.lost, delay(LOST_MS)]);
      throw error;
    }
  }
}
