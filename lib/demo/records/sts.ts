import { englishTime, HOUR, SECOND } from "../base/calendar";
import type { Holder } from "../organisation/world";
import type { Actor, Network } from "./actor";
import { type Call, type Handout, perform, type Scene } from "./call";
import {
  awsService,
  federatedUser,
  roleSession,
  type SessionParts,
  userWithSession,
  webIdentity,
} from "./identity-forms";
import { management } from "./operation";

const STS = "sts.amazonaws.com";
const ASSUME_ROLE = management(STS, "AssumeRole", { version: "1.08" });
const WEB_IDENTITY = management(STS, "AssumeRoleWithWebIdentity", { version: "1.08" });
const SESSION_TOKEN = management(STS, "GetSessionToken", { version: "1.08", write: true });
const FEDERATION_TOKEN = management(STS, "GetFederationToken", { version: "1.08" });
const CALLER_IDENTITY = management(STS, "GetCallerIdentity", { version: "1.08" });

/** A credential that was just issued, and the record that says so. */
export type Issued = { readonly actor: Actor; readonly call: Call; readonly expiresAt: number };

type Wish = {
  readonly role: Holder;
  readonly sessionName: string;
  readonly at: number;
  readonly region: string;
  readonly seconds?: number;
  /** Who uses it then, from where. */
  readonly network: Network;
  readonly session?: Partial<SessionParts>;
};

/** A key id that the simulation has not given before: ASIA is temporary, AKIA long-term. */
export function accessKey(scene: Scene, prefix: "ASIA" | "AKIA" = "ASIA"): string {
  return prefix + scene.random.base32(16);
}

/** The token stands in the record in clear; ours is a text of chance. */
export function sessionToken(scene: Scene): string {
  return `IQoJb3JpZ2luX2VjE${scene.random.base64(120)}`;
}

function credentials(scene: Scene, accessKeyId: string, expiresAt: number): object {
  return { accessKeyId, sessionToken: sessionToken(scene), expiration: englishTime(expiresAt) };
}

function assumedRoleUser(role: Holder, sessionName: string): object {
  return {
    assumedRoleId: `${role.uniqueId}:${sessionName}`,
    arn: `arn:aws:sts::${role.account}:assumed-role/${role.name}/${sessionName}`,
  };
}

function sessionOf(wish: Wish, accessKeyId: string): Actor {
  return roleSession({
    role: wish.role,
    sessionName: wish.sessionName,
    accessKeyId,
    createdAt: wish.at,
    network: wish.network,
    ...wish.session,
  });
}

/** What is known of a credential from the record that hands it out: its key, or where AWS omits that its session. */
function handout(actor: Actor): Handout {
  const credential = actor.credential ?? "";
  return { credential, identity: actor.identity, known: credential.includes("@") ? "by session" : "by key" };
}

type ChainWish = Wish & {
  readonly externalId?: string;
  readonly tags?: readonly object[];
  /** The caller's own account is not ours: only the target's copy exists. */
  readonly outsider?: boolean;
};

/** One role assumes another (or itself); a role in another account gets its own copy of the record. */
export function assumeRole(scene: Scene, caller: Actor, wish: ChainWish): Issued {
  const seconds = wish.seconds ?? 3600;
  const expiresAt = wish.at + seconds * SECOND;
  const accessKeyId = accessKey(scene);
  const sourceIdentity = wish.session?.sourceIdentity;
  const actor = sessionOf(wish, accessKeyId);
  const call = perform(scene, {
    actor: caller,
    operation: ASSUME_ROLE,
    at: wish.at,
    region: wish.region,
    account: wish.outsider === true ? wish.role.account : (caller.account ?? wish.role.account),
    owner: wish.role.account,
    shared: wish.outsider === true,
    request: {
      roleArn: wish.role.arn,
      roleSessionName: wish.sessionName,
      ...(wish.externalId === undefined ? {} : { externalId: wish.externalId }),
      durationSeconds: seconds,
      ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
      ...(wish.tags === undefined ? {} : { tags: wish.tags }),
    },
    response: {
      credentials: credentials(scene, accessKeyId, expiresAt),
      assumedRoleUser: assumedRoleUser(wish.role, wish.sessionName),
      ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
    },
    resources: [{ accountId: wish.role.account, type: "AWS::IAM::Role", ARN: wish.role.arn }],
    issued: handout(actor),
  });
  return { actor, call, expiresAt };
}

/** A role that was asked for and refused: the target account hears nothing, and the request is not told. */
export function assumeRoleDenied(scene: Scene, caller: Actor, wish: Pick<Wish, "role" | "at" | "region">): Call {
  return perform(scene, {
    actor: caller,
    operation: ASSUME_ROLE,
    at: wish.at,
    region: wish.region,
    request: null,
    response: null,
    error: {
      code: "AccessDenied",
      message: `User: ${caller.identity} is not authorized to perform: sts:AssumeRole on resource: ${wish.role.arn}`,
    },
  });
}

type ServiceWish = Wish & {
  readonly service: string;
  /** EC2, Lambda and RDS: the response has no assumedRoleUser. */
  readonly terse?: boolean;
  /** Service-linked roles: later calls carry no key. */
  readonly keyless?: boolean;
  readonly tags?: readonly object[];
};

/** A service takes a role for what it runs or for itself. */
export function assumeRoleByService(scene: Scene, wish: ServiceWish): Issued {
  const seconds = wish.seconds ?? 6 * 3600;
  const expiresAt = wish.at + seconds * SECOND;
  const accessKeyId = accessKey(scene);
  const parts = wish.keyless === true ? { ...wish, session: { ...wish.session, accessKeyId: null } } : wish;
  const actor = sessionOf(parts, accessKeyId);
  const call = perform(scene, {
    actor: awsService(wish.service),
    operation: ASSUME_ROLE,
    at: wish.at,
    region: wish.region,
    account: wish.role.account,
    shared: true,
    request: {
      roleArn: wish.role.arn,
      roleSessionName: wish.sessionName,
      ...(wish.terse === true ? {} : { durationSeconds: seconds }),
      ...(wish.tags === undefined ? {} : { tags: wish.tags }),
    },
    response: {
      credentials: credentials(scene, accessKeyId, expiresAt),
      ...(wish.terse === true ? {} : { assumedRoleUser: assumedRoleUser(wish.role, wish.sessionName) }),
    },
    resources: [{ accountId: wish.role.account, type: "AWS::IAM::Role", ARN: wish.role.arn }],
    issued: handout(actor),
  });
  return { actor, call, expiresAt };
}

type FederatedWish = Wish & { readonly provider: string; readonly subject: string; readonly asker: Network };

/** A subject of an OIDC provider gets a role. */
export function assumeRoleWithWebIdentity(scene: Scene, wish: FederatedWish): Issued {
  const expiresAt = wish.at + (wish.seconds ?? 3600) * SECOND;
  const accessKeyId = accessKey(scene);
  const providerArn = `arn:aws:iam::${wish.role.account}:oidc-provider/${wish.provider}`;
  const actor = sessionOf(
    { ...wish, session: { webIdentity: { provider: providerArn }, ...wish.session } },
    accessKeyId,
  );
  const call = perform(scene, {
    actor: webIdentity({
      account: wish.role.account,
      provider: wish.provider,
      subject: wish.subject,
      network: wish.asker,
    }),
    operation: WEB_IDENTITY,
    at: wish.at,
    region: wish.region,
    account: wish.role.account,
    request: { roleArn: wish.role.arn, roleSessionName: wish.sessionName, durationSeconds: wish.seconds ?? 3600 },
    response: {
      credentials: credentials(scene, accessKeyId, expiresAt),
      subjectFromWebIdentityToken: wish.subject,
      assumedRoleUser: assumedRoleUser(wish.role, wish.sessionName),
      provider: providerArn,
      audience: "sts.amazonaws.com",
    },
    resources: [{ accountId: wish.role.account, type: "AWS::IAM::Role", ARN: wish.role.arn }],
    issued: handout(actor),
  });
  return { actor, call, expiresAt };
}

type TokenWish = { readonly user: Holder; readonly at: number; readonly region: string; readonly network: Network };

/** A user's key becomes a session of the same user. */
export function getSessionToken(scene: Scene, caller: Actor, wish: TokenWish): Issued {
  const accessKeyId = accessKey(scene);
  const expiresAt = wish.at + 12 * HOUR;
  const actor = userWithSession(wish.user, { accessKeyId, createdAt: wish.at, mfa: true, network: wish.network });
  const call = perform(scene, {
    actor: caller,
    operation: SESSION_TOKEN,
    at: wish.at,
    region: wish.region,
    request: { serialNumber: `arn:aws:iam::${wish.user.account}:mfa/${wish.user.name}`, durationSeconds: 43200 },
    response: { credentials: credentials(scene, accessKeyId, expiresAt) },
    issued: handout(actor),
  });
  return { actor, call, expiresAt };
}

/** A user's key becomes the session of somebody who is no user: the policy in it bounds what that one may. */
export function getFederationToken(scene: Scene, caller: Actor, wish: TokenWish & { readonly name: string }): Issued {
  const { user, name, at } = wish;
  const accessKeyId = accessKey(scene);
  const expiresAt = at + 12 * HOUR;
  const actor = federatedUser(user, name, { accessKeyId, createdAt: at, mfa: false, network: wish.network });
  const policy = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: ["iam:Get*", "iam:List*", "iam:Generate*"], Resource: "*" }],
  };
  const call = perform(scene, {
    actor: caller,
    operation: FEDERATION_TOKEN,
    at,
    region: wish.region,
    request: { name, policy: JSON.stringify(policy), durationSeconds: 43200 },
    response: {
      credentials: credentials(scene, accessKeyId, expiresAt),
      federatedUser: { federatedUserId: actor.principalId, arn: actor.identity },
      packedPolicySize: 4,
    },
    issued: handout(actor),
  });
  return { actor, call, expiresAt };
}

/** Needs no permission, so it comes first in the use of many a found key. */
export function getCallerIdentity(scene: Scene, actor: Actor, when: { at: number; region: string }): Call {
  return perform(scene, { actor, operation: CALLER_IDENTITY, ...when, request: null, response: null });
}
