import type { Issuance } from "@/lib/cloudtrail/issuance";
import type { LifeTurn } from "@/lib/cloudtrail/life";
import type { CredentialKind } from "@/lib/cloudtrail/normalised-event";

/** An identity as links name it. */
export type Who = { readonly id: string | null; readonly name: string; readonly kind: string };

/** One key in one identity's hands: all that its records say of it. */
export type Use = {
  readonly key: string;
  readonly kind: CredentialKind;
  readonly by: Who;
  readonly account: string | null;
  readonly name: string;
  readonly uniqueIds: readonly string[];
  readonly principalIds: readonly number[];
  readonly credentialIds: readonly number[];
  readonly sessionName: string | null;
  readonly createdAtMs: number | null;
  readonly firstMs: number | null;
  readonly lastMs: number | null;
  readonly firstEventId: string | null;
  /** Some call was made by its holder, not by a service for it. */
  readonly isDirect: boolean;
  readonly fromConsole: boolean;
  readonly sourceIdentity: string | null;
  readonly scope: string | null;
  readonly signInSession: string | null;
  readonly behalfOf: string | null;
  readonly delivery: string | null;
};

/** One issuance as a stored event tells it, with who asked for it and where that was recorded. */
export type Fact = Issuance & {
  readonly eventId: string;
  readonly timeMs: number;
  readonly sharedEventId: string | null;
  readonly asker: Who;
  readonly recordedIn: string;
  readonly region: string;
};

/** A turn in the life of a key, a password, a user or a role, as a stored event tells it. */
export type StoredTurn = Omit<LifeTurn, "account"> & {
  readonly eventId: string;
  readonly timeMs: number;
};

/** What may tell where a credential came from. */
export type Evidence = {
  /** Issuances of the same key id. */
  readonly byKey: readonly Fact[];
  /** Issuances of a session of the same name, in the seconds in which the credential was made. */
  readonly bySession: readonly Fact[];
  /** Sign-ins of the same user, and permission sets taken, shortly before the credential was made. */
  readonly signIns: readonly Fact[];
  /** Tokens that were asked for over the same sign-in session, before the first use. */
  readonly tokens: readonly Fact[];
  /** Other keys of the same identity whose session has the same name and was made in the same seconds. */
  readonly siblings: readonly Use[];
  /**
   * Sign-in tokens that a session of the same role and name asked for, before the first use: those as old as the console's session,
   * and those of a session of its age.
   */
  readonly consoleTokens: readonly Fact[];
  /** Passwords and keys for one service that were set for the same user. */
  readonly standing: readonly Fact[];
  /** What became of those, and of the user. */
  readonly turns: readonly StoredTurn[];
};

export const NO_EVIDENCE_AT_ALL: Evidence = {
  byKey: [],
  bySession: [],
  signIns: [],
  tokens: [],
  siblings: [],
  consoleTokens: [],
  standing: [],
  turns: [],
};
