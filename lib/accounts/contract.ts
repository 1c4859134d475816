import { z } from "zod";
import { defineEndpoint } from "@/lib/http/endpoint";

/** An account that events name, or that somebody's list has. */
export const AccountRow = z.object({
  account: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  status: z.string().nullable(),
  organisation: z.string().nullable(),
  /** Organisational unit. */
  parent: z.string().nullable(),
  joinedAtMs: z.number().nullable(),
  /** Who says so: null where nobody named it. */
  origin: z.enum(["imported", "files"]).nullable(),
  /** When its name was last read. */
  receivedAtMs: z.number().nullable(),
});
export type AccountRow = z.infer<typeof AccountRow>;

export const accountsList = defineEndpoint({
  method: "GET",
  path: "/api/v1/accounts",
  role: "viewer",
  input: z.object({}),
  output: z.object({ accounts: z.array(AccountRow) }),
});

export const accountsImport = defineEndpoint({
  method: "POST",
  path: "/api/v1/accounts/import",
  role: "investigator",
  input: z.object({
    /** The file as it is. */
    text: z.string().min(1).max(8_000_000),
    name: z.string().min(1).max(300),
  }),
  output: z.object({ accounts: z.number() }),
});
