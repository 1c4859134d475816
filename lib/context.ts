import type { Pool } from "pg";
import type { PrismaClient } from "@/lib/db/generated/client";
import type { Role } from "@/lib/auth/roles";

export type Actor =
  | {
      readonly kind: "user";
      readonly userId: string;
      readonly name: string;
      readonly role: Role;
      readonly address: string | null;
      /** The API token that acts for them, where one does. */
      readonly tokenId?: string;
    }
  | { readonly kind: "cli"; readonly name: string }
  | { readonly kind: "job"; readonly name: string };

/** Everything that a verb may depend on besides its input; tests build one by hand. */
export type Context = {
  /** Small tables: users, audit, runs. */
  readonly db: PrismaClient;
  /** Evidence tables, with hand-written SQL. */
  readonly pool: Pool;
  readonly actor: Actor;
  readonly now: () => Date;
  readonly signal: AbortSignal;
};
