import { isoSeconds } from "../base/calendar";
import type { Holder } from "../organisation/world";
import { type Actor, actorOf, type Network } from "./actor";

export type SessionParts = {
  readonly role: Holder;
  readonly sessionName: string;
  /** null: AWS omits it, as for service-linked roles. */
  readonly accessKeyId: string | null;
  readonly createdAt: number;
  readonly network: Network;
  readonly sourceIdentity?: string;
  readonly ec2RoleDelivery?: "1.0" | "2.0";
  readonly webIdentity?: { readonly provider: string };
  readonly invokedBy?: string;
  readonly inScopeOf?: Readonly<Record<string, string>>;
  readonly signInSessionArn?: string;
  readonly mfa?: boolean;
  readonly fromConsole?: boolean;
};

function sessionContext(parts: SessionParts): object {
  const { role } = parts;
  return {
    sessionIssuer: {
      type: "Role",
      principalId: role.uniqueId,
      arn: role.arn,
      accountId: role.account,
      userName: role.name,
    },
    ...(parts.webIdentity
      ? { webIdFederationData: { federatedProvider: parts.webIdentity.provider, attributes: {} } }
      : {}),
    attributes: { creationDate: isoSeconds(parts.createdAt), mfaAuthenticated: parts.mfa === true ? "true" : "false" },
    ...(parts.sourceIdentity === undefined ? {} : { sourceIdentity: parts.sourceIdentity }),
    ...(parts.ec2RoleDelivery === undefined ? {} : { ec2RoleDelivery: parts.ec2RoleDelivery }),
    ...(parts.signInSessionArn === undefined ? {} : { signInSessionArn: parts.signInSessionArn }),
  };
}

/** A session of a role. */
export function roleSession(parts: SessionParts): Actor {
  const { role, sessionName } = parts;
  const principalId = `${role.uniqueId}:${sessionName}`;
  return actorOf({
    userIdentity: {
      type: "AssumedRole",
      principalId,
      arn: `arn:aws:sts::${role.account}:assumed-role/${role.name}/${sessionName}`,
      accountId: role.account,
      ...(parts.accessKeyId === null ? {} : { accessKeyId: parts.accessKeyId }),
      sessionContext: sessionContext(parts),
      ...(parts.invokedBy === undefined ? {} : { invokedBy: parts.invokedBy }),
      ...(parts.inScopeOf === undefined ? {} : { inScopeOf: parts.inScopeOf }),
    },
    account: role.account,
    identity: role.arn,
    credential: parts.accessKeyId ?? `${principalId}@${isoSeconds(parts.createdAt)}`,
    principalId,
    network: parts.network,
    direct: parts.invokedBy === undefined,
    fromConsole: parts.fromConsole ?? false,
  });
}

/** An IAM user with a long-term key. */
export function userWithKey(user: Holder, accessKeyId: string, network: Network): Actor {
  return actorOf({
    userIdentity: {
      type: "IAMUser",
      principalId: user.uniqueId,
      arn: user.arn,
      accountId: user.account,
      accessKeyId,
      userName: user.name,
    },
    account: user.account,
    identity: user.arn,
    credential: accessKeyId,
    principalId: user.uniqueId,
    network,
  });
}

type UserSession = {
  readonly accessKeyId: string | null;
  readonly createdAt: number;
  readonly mfa: boolean;
  readonly network: Network;
};

/** An IAM user with a session of its own: GetSessionToken, or the console. */
export function userWithSession(user: Holder, session: UserSession): Actor {
  return actorOf({
    userIdentity: {
      type: "IAMUser",
      principalId: user.uniqueId,
      arn: user.arn,
      accountId: user.account,
      ...(session.accessKeyId === null ? {} : { accessKeyId: session.accessKeyId }),
      userName: user.name,
      sessionContext: {
        sessionIssuer: {},
        webIdFederationData: {},
        attributes: { creationDate: isoSeconds(session.createdAt), mfaAuthenticated: String(session.mfa) },
      },
    },
    account: user.account,
    identity: user.arn,
    credential: session.accessKeyId ?? `${user.uniqueId}@${isoSeconds(session.createdAt)}`,
    principalId: user.uniqueId,
    network: session.network,
  });
}

/** The root user in the console. */
export function rootInConsole(account: string, session: Omit<UserSession, "mfa">): Actor {
  return actorOf({
    userIdentity: {
      type: "Root",
      principalId: account,
      arn: `arn:aws:iam::${account}:root`,
      accountId: account,
      accessKeyId: session.accessKeyId ?? "",
      sessionContext: {
        sessionIssuer: {},
        webIdFederationData: {},
        attributes: { creationDate: isoSeconds(session.createdAt), mfaAuthenticated: "true" },
      },
    },
    account,
    identity: `arn:aws:iam::${account}:root`,
    credential: session.accessKeyId,
    principalId: account,
    network: session.network,
    fromConsole: true,
  });
}

/** What GetFederationToken gives. */
export function federatedUser(user: Holder, name: string, session: UserSession): Actor {
  const arn = `arn:aws:sts::${user.account}:federated-user/${name}`;
  return actorOf({
    userIdentity: {
      type: "FederatedUser",
      principalId: `${user.account}:${name}`,
      arn,
      accountId: user.account,
      accessKeyId: session.accessKeyId,
      sessionContext: {
        sessionIssuer: {
          type: "IAMUser",
          principalId: user.uniqueId,
          arn: user.arn,
          accountId: user.account,
          userName: user.name,
        },
        webIdFederationData: {},
        attributes: { creationDate: isoSeconds(session.createdAt), mfaAuthenticated: "false" },
      },
    },
    account: user.account,
    identity: arn,
    credential: session.accessKeyId,
    principalId: `${user.account}:${name}`,
    network: session.network,
  });
}

/** A service that acts for itself: no ARN, no account, no key. */
export function awsService(service: string): Actor {
  return actorOf({
    userIdentity: { type: "AWSService", invokedBy: service },
    account: null,
    identity: service,
    credential: null,
    principalId: "",
    network: { address: service, userAgent: service },
    direct: false,
  });
}

/** Service events: no type at all. */
export function untyped(account: string, service: string): Actor {
  return actorOf({
    userIdentity: { accountId: account, invokedBy: service },
    account,
    identity: service,
    credential: null,
    principalId: "",
    network: { address: service, userAgent: service },
    direct: false,
  });
}

/** A caller of another account, of whom only the account and the principal id are told. */
export function foreignAccount(account: string, principalId: string, network: Network): Actor {
  return actorOf({
    userIdentity: { type: "AWSAccount", principalId, accountId: account },
    account,
    identity: `account:${account}`,
    credential: null,
    principalId,
    network,
  });
}

/** Nobody, as far as IAM goes: a JWT or nothing stands behind the call. */
export function anonymous(subject: string, network: Network): Actor {
  return actorOf({
    userIdentity: { type: "AWSAccount", principalId: "", accountId: "anonymous" },
    account: null,
    identity: subject,
    credential: null,
    principalId: "",
    network,
  });
}

type Subject = {
  readonly account: string;
  readonly provider: string;
  readonly subject: string;
  readonly network: Network;
};

/** A subject of an OIDC provider that asks for a role. */
export function webIdentity(who: Subject): Actor {
  const provider = `arn:aws:iam::${who.account}:oidc-provider/${who.provider}`;
  const principalId = `${provider}:sts.amazonaws.com:${who.subject}`;
  return actorOf({
    userIdentity: { type: "WebIdentityUser", principalId, userName: who.subject, identityProvider: provider },
    account: null,
    identity: `${who.provider}#${who.subject}`,
    credential: null,
    principalId,
    network: who.network,
  });
}

/** A subject of a SAML provider that asks for a role. */
export function samlUser(subject: string, provider: string, network: Network): Actor {
  return actorOf({
    userIdentity: {
      type: "SAMLUser",
      principalId: `${provider}:${subject}`,
      userName: subject,
      identityProvider: provider,
    },
    account: null,
    identity: `${provider}#${subject}`,
    credential: null,
    principalId: `${provider}:${subject}`,
    network,
  });
}

type Directory = {
  readonly account: string;
  readonly userId: string;
  readonly storeArn: string;
  readonly credentialId: string;
  readonly network: Network;
};

/** A user of IAM Identity Center behind a bearer token. */
export function identityCenterUser(who: Directory): Actor {
  return actorOf({
    userIdentity: {
      type: "IdentityCenterUser",
      accountId: who.account,
      onBehalfOf: { userId: who.userId, identityStoreArn: who.storeArn },
      credentialId: who.credentialId,
    },
    account: who.account,
    identity: `${who.storeArn}#${who.userId}`,
    credential: who.credentialId,
    principalId: who.userId,
    network: who.network,
  });
}

/** A caller whose identity AWS does not tell, as for Cognito identity pools. */
export function unknownCaller(account: string, identity: string, network: Network): Actor {
  return actorOf({ userIdentity: { type: "Unknown" }, account, identity, credential: null, principalId: "", network });
}
