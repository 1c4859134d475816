import type { Pool, PoolClient } from "pg";
import { contentUid } from "@/lib/base/content-uid";
import { RecentObjects } from "@/lib/base/recent-objects";
import {
  CATEGORIES,
  type Category,
  type Credential,
  type CredentialMarks,
  NO_MARKS,
  type NormalisedEvent,
  type Principal,
  type ResourceRef,
} from "@/lib/cloudtrail/normalised-event";
import { regroupIdentities } from "@/lib/identities/server/regroup-identities";
import { inTransaction } from "@/lib/db/in-transaction";
import { retryContended } from "@/lib/db/retry-contended";
import { type Column, Dictionary, type Entry } from "./dictionary";

type ActionKey = { readonly source: string; readonly name: string; readonly category: Category };
type CredentialKey = { readonly credential: Credential; readonly principal: Entry<Principal> };
type ResourceKey = { readonly resource: ResourceRef; readonly parent: Entry<ResourceKey> | null };

/** The dictionary rows that one event refers to. */
export type EventEntries = {
  readonly principal: Entry<Principal>;
  readonly credential: Entry<CredentialKey> | null;
  readonly action: Entry<ActionKey>;
  readonly account: Entry<string>;
  readonly region: Entry<string>;
  readonly error: Entry<string> | null;
  readonly address: Entry<string> | null;
  readonly userAgent: Entry<string> | null;
  readonly service: Entry<string> | null;
  readonly resources: readonly Entry<ResourceKey>[];
};

/** What every dictionary lets one say of a transaction, whatever its keys are. */
type Settled = Pick<Dictionary<unknown>, "hasUnresolved" | "settle">;

const NONE: readonly Entry<ResourceKey>[] = [];
const column = (name: string, type: Column["type"] = "text"): Column => ({ name, type });

function textDictionary(table: string, name: string): Dictionary<string> {
  return new Dictionary<string>({
    table,
    identifying: [column(name)],
    describing: [],
    cacheKey: (key) => key,
    values: (key) => [key],
  });
}

/** Every dictionary that an event's row refers to, as one loader sees them. */
export class Dictionaries {
  private readonly account = textDictionary("account", "account");
  private readonly region = textDictionary("region", "region");
  private readonly error = textDictionary("error_code", "code");
  private readonly address = textDictionary("address", "address");
  private readonly service = textDictionary("service", "service");
  private readonly action = new Dictionary(ACTION);
  private readonly userAgent = new Dictionary(USER_AGENT);
  private readonly principal = new Dictionary(PRINCIPAL);
  private readonly credential = new Dictionary(CREDENTIAL);
  private readonly resource = new Dictionary(RESOURCE);
  /** The normaliser hands out the same object for what repeats: finding it by identity spares building its key. */
  private readonly principals = new RecentObjects<Principal, Entry<Principal>>(2_000);
  private readonly resources = new RecentObjects<ResourceRef, Entry<ResourceKey>>(10_000);
  private readonly credentials = new RecentObjects<Credential, Entry<CredentialKey>>(5_000);
  private readonly actions = new Map<string, Entry<ActionKey>[]>();

  entriesOf(event: NormalisedEvent): EventEntries {
    const principal = this.principalEntry(event.principal);
    const { credential, errorCode, address, userAgent, invokedBy, resources } = event;
    return {
      principal,
      credential: credential && this.credentialEntry(credential, principal),
      action: this.actionEntry(event),
      account: this.account.entry(event.account),
      region: this.region.entry(event.region),
      error: errorCode === null ? null : this.error.entry(errorCode),
      address: address === null ? null : this.address.entry(address),
      userAgent: userAgent === null ? null : this.userAgent.entry(userAgent),
      service: invokedBy === null ? null : this.service.entry(invokedBy),
      resources: resources.length === 0 ? NONE : resources.map(({ resource }) => this.resourceEntry(resource)),
    };
  }

  /**
   * Commits what is new, apart from the events and in one order, so that loaders neither deadlock nor wait for each other's
   * events. Principals go first and alone: grouping them into identities is done by one loader at a time.
   */
  async resolve(pool: Pool): Promise<void> {
    await this.resolveSome(pool, [this.principal], async (client) => {
      await regroupIdentities(client, await this.principal.resolve(client));
    });
    await this.resolveSome(pool, this.all(), async (client) => {
      for (const dictionary of [this.account, this.region, this.error, this.address, this.service])
        await dictionary.resolve(client);
      await this.action.resolve(client);
      await this.userAgent.resolve(client);
      await this.credential.resolve(client, ({ principal }) => principal.id !== 0);
      while (this.resource.hasUnresolved()) await this.resource.resolve(client, hasParentId);
    });
  }

  private async resolveSome(
    pool: Pool,
    some: readonly Settled[],
    work: (client: PoolClient) => Promise<void>,
  ): Promise<void> {
    if (!some.some((dictionary) => dictionary.hasUnresolved())) return;
    const settle = (outcome: "committed" | "rolled-back"): void =>
      some.forEach((dictionary) => dictionary.settle(outcome));
    try {
      await retryContended(() => {
        settle("rolled-back");
        return inTransaction(pool, work);
      });
      settle("committed");
    } catch (error) {
      settle("rolled-back");
      throw error;
    }
  }

  private all(): Settled[] {
    const { account, region, error, address, service, action, userAgent, credential, resource } = this;
    return [account, region, error, address, service, action, userAgent, credential, resource];
  }

  private principalEntry(principal: Principal): Entry<Principal> {
    const known = this.principals.get(principal);
    if (known) return known;
    const entry = this.principal.entry(principal);
    this.principals.set(principal, entry);
    return entry;
  }

  private credentialEntry(credential: Credential, principal: Entry<Principal>): Entry<CredentialKey> {
    const known = this.credentials.get(credential);
    if (known && known.key.principal === principal) return known;
    const entry = this.credential.entry({ credential, principal });
    this.credentials.set(credential, entry);
    return entry;
  }

  private actionEntry(event: NormalisedEvent): Entry<ActionKey> {
    const { source, name, category } = event;
    const ofName = this.actions.get(name);
    const known = ofName?.find(({ key }) => key.source === source && key.category === category);
    if (known) return known;
    const entry = this.action.entry({ source, name, category });
    this.actions.set(name, [...(ofName ?? []), entry]);
    return entry;
  }

  private resourceEntry(resource: ResourceRef): Entry<ResourceKey> {
    const known = this.resources.get(resource);
    if (known) return known;
    const entry = this.resource.entry({ resource, parent: resource.parent && this.resourceEntry(resource.parent) });
    this.resources.set(resource, entry);
    return entry;
  }
}

const ACTION = {
  table: "action",
  identifying: [column("name"), column("source"), column("category", "int2")],
  describing: [],
  cacheKey: ({ source, name, category }: ActionKey) => `${name}\0${source}\0${category}`,
  values: ({ source, name, category }: ActionKey) => [name, source, CATEGORIES.indexOf(category)],
};

const USER_AGENT = {
  table: "user_agent",
  identifying: [column("uid", "uuid")],
  describing: [column("user_agent")],
  cacheKey: (key: string) => key,
  values: (key: string) => [contentUid("user-agent", key), key],
};

const PRINCIPAL = {
  table: "principal",
  identifying: [column("uid", "uuid")],
  describing: ["kind", "key", "account", "arn", "unique_id", "name"].map((name) => column(name)),
  cacheKey: principalKey,
  values: (p: Principal) => [
    contentUid("principal", p.kind, p.key, p.account, p.arn, p.uniqueId, p.name),
    p.kind,
    p.key,
    p.account,
    p.arn,
    p.uniqueId,
    p.name,
  ],
};

const CREDENTIAL = {
  table: "credential",
  identifying: [column("uid", "uuid")],
  describing: [
    column("kind"),
    column("key"),
    column("principal_id", "int4"),
    column("created_at", "timestamptz"),
    column("session_name"),
    column("source_identity"),
    column("scope"),
    column("sign_in_session"),
    column("delivery"),
    column("provider"),
    column("behalf_of"),
    column("from_console", "bool"),
    column("forwarded", "bool"),
    column("agent"),
  ],
  cacheKey: ({ credential: c, principal }: CredentialKey) =>
    `${c.key}\0${c.createdAtMs}\0${principal.serial}\0${c.sessionName}\0${marksKey(c.marks)}`,
  values: ({ credential: c, principal }: CredentialKey) => [
    contentUid(
      "credential",
      c.kind,
      c.key,
      c.createdAtMs,
      c.sessionName,
      principalKey(principal.key),
      ...(marksKey(c.marks) === "" ? [] : [marksKey(c.marks)]),
    ),
    c.kind,
    c.key,
    principal.id,
    c.createdAtMs,
    c.sessionName,
    c.marks.sourceIdentity,
    c.marks.scope,
    c.marks.signInSession,
    c.marks.delivery,
    c.marks.provider,
    c.marks.behalfOf,
    c.marks.fromConsole,
    c.marks.forwarded,
    c.marks.agent,
  ],
};

const RESOURCE = {
  table: "resource",
  identifying: [column("uid", "uuid")],
  describing: [column("type"), column("key"), column("account"), column("parent_id", "int4")],
  cacheKey: ({ resource, parent }: ResourceKey) => `${resourceKey(resource)}\0${parent?.serial}`,
  values: ({ resource: r, parent }: ResourceKey) => [
    contentUid("resource", r.type, r.key, r.account, parent && resourceKey(parent.key.resource)),
    r.type,
    r.key,
    r.account,
    parent && parent.id,
  ],
};

const hasParentId = ({ parent }: ResourceKey): boolean => parent === null || parent.id !== 0;

function principalKey(p: Principal): string {
  return `${p.key}\0${p.kind}\0${p.account}\0${p.arn}\0${p.uniqueId}\0${p.name}`;
}

function resourceKey(r: ResourceRef): string {
  return `${r.key}\0${r.type}\0${r.account}`;
}

/** Empty where nothing is said. */
function marksKey(m: CredentialMarks): string {
  if (m === NO_MARKS) return "";
  const said = [m.sourceIdentity, m.scope, m.signInSession, m.delivery, m.provider, m.behalfOf, m.agent];
  const isSaid = m.fromConsole || m.forwarded || said.some((one) => one !== null);
  return isSaid ? JSON.stringify([...said, m.fromConsole, m.forwarded]) : "";
}
