import type { CallKind } from "@/lib/cloudtrail/call-kind";

/** What each kind of call is called in legends and hints. */
export const KIND_WORDS: Record<CallKind, { readonly one: string; readonly many: string; readonly means: string }> = {
  read: { one: "read", many: "reads", means: "Reads, lists, invokes" },
  write: { one: "write", many: "writes", means: "Creates, changes, deletes" },
  movement: { one: "data", many: "data movements", means: "Gets, puts, copies or shares data" },
  secret: { one: "secret", many: "secret reads", means: "Reads a secret or a parameter, or decrypts" },
  issuance: { one: "credential", many: "credentials issued", means: "Gives out a credential" },
};
