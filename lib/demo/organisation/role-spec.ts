import type { AccountKey } from "./accounts";

/** What a statement of a role's policy is meant to give. */
export type Grant = { readonly actions: readonly string[]; readonly resources: readonly string[] };

/** Who may assume a role, as its trust policy says it. */
export type Trust =
  | { readonly kind: "service"; readonly service: string }
  | { readonly kind: "account"; readonly account: string; readonly externalId?: string }
  | { readonly kind: "oidc"; readonly provider: string; readonly subject: string }
  | { readonly kind: "saml"; readonly provider: string };

export type RoleSpec = {
  readonly account: AccountKey;
  readonly name: string;
  readonly path: string;
  readonly trust: readonly Trust[];
  readonly grants: readonly Grant[];
  /** Managed policies attached besides. */
  readonly managed?: readonly string[];
  readonly description: string;
};

/** A trust in a service of AWS. */
export const service = (name: string): Trust => ({ kind: "service", service: name });
/** A statement that allows. */
export const allow = (actions: readonly string[], ...resources: readonly string[]): Grant => ({ actions, resources });

type Body = Omit<RoleSpec, "account" | "name" | "path"> & { readonly path?: string };
/** A role with the path that most have. */
export const role = (account: AccountKey, name: string, body: Body): RoleSpec => ({
  account,
  name,
  path: "/",
  ...body,
});
