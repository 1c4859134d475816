import { json, type Json } from "../base/json";

/** `userIdentity` as an object; which members it has is what makes the form. */
export type UserIdentity = Readonly<Record<string, unknown>>;

/** Who makes a call, as CloudTrail writes it, with what the truth needs besides. */
export type Actor = {
  readonly userIdentity: UserIdentity;
  readonly rendered: Json;
  /** Of the caller; null where a service acts for nobody. */
  readonly account: string | null;
  /** The stable principal: the ARN of a role or user, a service, a federated subject. */
  readonly identity: string;
  /** The access key id, or `principalId@creationDate` where the record omits it. */
  readonly credential: string | null;
  readonly principalId: string;
  readonly address: string;
  readonly userAgent: Json;
  /** Calls that a service or the console's backend makes have no TLS details. */
  readonly direct: boolean;
  readonly fromConsole: boolean;
};

export type Network = { readonly address: string; readonly userAgent: string };
type Body = Omit<Actor, "rendered" | "userAgent" | "address" | "direct" | "fromConsole"> & {
  readonly network: Network;
  readonly direct?: boolean;
  readonly fromConsole?: boolean;
};

/** An actor with its identity rendered once for all of its calls. */
export function actorOf(body: Body): Actor {
  return {
    userIdentity: body.userIdentity,
    rendered: json(body.userIdentity),
    account: body.account,
    identity: body.identity,
    credential: body.credential,
    principalId: body.principalId,
    address: body.network.address,
    userAgent: json(body.network.userAgent),
    direct: body.direct ?? true,
    fromConsole: body.fromConsole ?? false,
  };
}

/** The ARN in the caller's records; the stable name where they have none. */
export function callersArn({ userIdentity, identity }: Actor): string {
  const { arn } = userIdentity;
  return typeof arn === "string" ? arn : identity;
}

/** The same caller from elsewhere. */
export function from(actor: Actor, network: Network): Actor {
  return { ...actor, address: network.address, userAgent: json(network.userAgent) };
}

/**
 * A call that a service makes in the caller's name (forward access session): the caller's identity with `invokedBy`, and another
 * temporary key, even where the caller signed with a long-term one.
 */
export function through(actor: Actor, service: string, accessKeyId?: string): Actor {
  const { accessKeyId: _own, ...rest } = actor.userIdentity;
  const userIdentity = { ...rest, ...(accessKeyId === undefined ? {} : { accessKeyId }), invokedBy: service };
  return {
    ...actor,
    userIdentity,
    rendered: json(userIdentity),
    credential: accessKeyId ?? actor.credential,
    address: service,
    userAgent: json(service),
    direct: false,
    fromConsole: false,
  };
}

/** What the owner of a resource sees of a caller from another account. */
export function reduced(actor: Actor): Json {
  return json({ type: "AWSAccount", principalId: actor.principalId, accountId: actor.account });
}
