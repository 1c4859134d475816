import { Random } from "../base/random";
import type { Window } from "../base/window";
import { ACCOUNTS, type AccountKey } from "./accounts";
import type { RoleSpec } from "./role-spec";
import { ROLES } from "./roles";
import { USERS } from "./users";

/** A role or a user with the unique id that AWS would have given it. */
export type Holder = {
  readonly arn: string;
  readonly uniqueId: string;
  readonly account: string;
  readonly name: string;
};

/** What the simulation knows before it starts: who exists, and when. */
export type World = {
  readonly seed: number;
  readonly window: Window;
  readonly role: (account: AccountKey, name: string) => Holder;
  readonly user: (account: AccountKey, name: string) => Holder;
  /** A role that comes into being in a story. */
  readonly newRole: (account: AccountKey, name: string) => Holder;
};

/** The ARN of a role, with its path. */
export function roleArn(spec: RoleSpec): string {
  return `arn:aws:iam::${ACCOUNTS[spec.account].id}:role${spec.path}${spec.name}`;
}

/** The organisation as the seed makes it: names are fixed, unique ids are not. */
export function worldOf(seed: number, window: Window): World {
  const uniqueId = (prefix: string, arn: string) => `${prefix}${Random.of(seed, "unique", arn).base32(17)}`;
  const holder = (arn: string, prefix: string): Holder => ({
    arn,
    uniqueId: uniqueId(prefix, arn),
    account: arn.split(":")[4] ?? "",
    name: arn.slice(arn.lastIndexOf("/") + 1),
  });
  const roles = new Map(ROLES.map((spec) => [`${spec.account}/${spec.name}`, holder(roleArn(spec), "AROA")]));
  const users = new Map(
    USERS.map((spec) => [
      `${spec.account}/${spec.name}`,
      holder(`arn:aws:iam::${ACCOUNTS[spec.account].id}:user/${spec.name}`, "AIDA"),
    ]),
  );
  const find = (map: ReadonlyMap<string, Holder>, key: string): Holder => {
    const found = map.get(key);
    if (!found) throw new Error(`The demo organisation has no ${key}.`);
    return found;
  };
  return {
    seed,
    window,
    role: (account, name) => find(roles, `${account}/${name}`),
    user: (account, name) => find(users, `${account}/${name}`),
    newRole: (account, name) => holder(`arn:aws:iam::${ACCOUNTS[account].id}:role/${name}`, "AROA"),
  };
}
