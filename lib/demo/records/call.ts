import type { Json } from "../base/json";
import type { Random } from "../base/random";
import type { World } from "../organisation/world";
import { type Actor, reduced } from "./actor";
import type { Operation } from "./operation";

export type Resource = {
  readonly ARN?: string;
  readonly ARNPrefix?: string;
  readonly accountId?: string;
  readonly type?: string;
};

/** A credential that a call gave to somebody, and what its later records share with the one that issued it. */
export type Handout = {
  readonly credential: string;
  readonly identity: string;
  readonly known: "by key" | "by session" | "by time";
};

/** What one caller did at one moment, before anything is logged. */
export type Deed = {
  readonly actor: Actor;
  readonly operation: Operation;
  readonly at: number;
  readonly region: string;
  /** Whose trail gets the first record; the caller's account if not given. */
  readonly account?: string;
  readonly request?: object | null;
  readonly response?: object | null;
  readonly additional?: object;
  readonly resources?: readonly Resource[];
  readonly error?: { readonly code: string; readonly message: string };
  /** The account that owns the resource: another one than the caller's gets a copy of its own. */
  readonly owner?: string;
  /** sharedEventID although we hold one copy only: the other went to an account of AWS. */
  readonly shared?: boolean;
  readonly eventType?: string;
  readonly apiVersion?: string;
  readonly requestId?: string;
  /** The credential that the answer hands out. */
  readonly issued?: Handout;
  /** Further top-level members at the end of the record. */
  readonly extra?: Readonly<Record<string, unknown>>;
};

/** A record for a further recipient. */
export type Copy = { readonly account: string; readonly identity: Json; readonly eventId: string };

/** A deed with the ids that AWS gives it. */
export type Call = {
  readonly deed: Deed;
  readonly account: string;
  readonly eventId: string;
  readonly requestId: string;
  readonly sharedEventId: string | null;
  readonly copies: readonly Copy[];
  readonly story: string | null;
  /** The piece of work that it belongs to. */
  readonly task: string | null;
};

/** Where something happens: the world, a stream of chance, and who listens. */
export type Scene = {
  readonly world: World;
  readonly random: Random;
  readonly emit: (call: Call) => void;
  readonly story: string | null;
  readonly task: string | null;
};

const NO_COPIES: readonly Copy[] = [];

/** Lets a deed happen: it gets its ids, a copy for the owner in another account, and is told to the scene. */
export function perform(scene: Scene, deed: Deed): Call {
  const { random } = scene;
  const account = deed.account ?? deed.actor.account ?? "";
  const foreign = deed.owner !== undefined && deed.owner !== account;
  const copies = foreign ? [{ account: deed.owner, identity: reduced(deed.actor), eventId: random.uuid() }] : NO_COPIES;
  const call: Call = {
    deed,
    account,
    eventId: random.uuid(),
    requestId: deed.requestId ?? requestId(random, deed.operation.source),
    sharedEventId: foreign || deed.shared === true ? random.uuid() : null,
    copies,
    story: scene.story,
    task: scene.task,
  };
  scene.emit(call);
  return call;
}

/** S3 has request ids of its own form. */
function requestId(random: Random, source: string): string {
  return source === "s3.amazonaws.com" ? random.base32(16) : random.uuid();
}
