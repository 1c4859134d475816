import type { Pool, PoolClient } from "pg";
import { CANCEL_CHANNEL } from "./run-job";

/** Hears at once of runs that are to be cancelled, on a connection of its own. What it misses stands in the runs' rows. */
export class CancelListener {
  private client: PoolClient | null = null;
  private closed = false;

  constructor(
    private readonly pool: Pool,
    private readonly hear: (runId: string) => void,
  ) {}

  /** Begins to listen, or begins again where the connection was lost. */
  async ensure(): Promise<void> {
    if (this.client !== null || this.closed) return;
    const client = await this.pool.connect();
    this.client = client;
    client.on("error", () => this.drop());
    client.on("notification", ({ payload }) => this.hear(payload ?? ""));
    try {
      await client.query(`listen ${CANCEL_CHANNEL}`);
    } catch (error) {
      this.drop();
      throw error;
    }
  }

  close(): void {
    this.closed = true;
    this.drop();
  }

  /** A connection that listened is not given to others. */
  private drop(): void {
    this.client?.release(true);
    this.client = null;
  }
}
