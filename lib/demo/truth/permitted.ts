import { ROLES } from "../organisation/roles";
import { USERS } from "../organisation/users";
import { ACCOUNTS } from "../organisation/accounts";
import { roleArn } from "../organisation/world";

export type Triple = { readonly identity: string; readonly action: string; readonly resource: string };

/** What the policies are meant to give, one action and one resource pattern at a time; managed policies by their name. */
export function permittedTriples(): readonly Triple[] {
  const holders = [
    ...ROLES.map((spec) => ({ arn: roleArn(spec), grants: spec.grants, managed: spec.managed })),
    ...USERS.map((spec) => ({
      arn: `arn:aws:iam::${ACCOUNTS[spec.account].id}:user/${spec.name}`,
      grants: spec.grants,
      managed: spec.managed,
    })),
  ];
  return holders.flatMap(({ arn, grants, managed }) => [
    ...grants.flatMap((grant) =>
      grant.actions.flatMap((action) => grant.resources.map((resource) => ({ identity: arn, action, resource }))),
    ),
    ...(managed ?? []).map((policy) => ({ identity: arn, action: `policy:${policy}`, resource: "*" })),
  ]);
}
