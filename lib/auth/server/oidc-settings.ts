import { env } from "@/lib/env";
import { type GroupRoles, parseGroupRoles } from "../group-roles";

export type OidcSettings = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string;
  /** Where the groups stand in the claims. */
  readonly groupsClaim: string;
  readonly roles: GroupRoles;
  /** What the button says. */
  readonly label: string;
};

/** The identity provider of the environment; null where there is none. The environment was checked when the process started. */
export const oidcSettings: OidcSettings | null = readSettings();

function readSettings(): OidcSettings | null {
  const { WAKELINE_OIDC_ISSUER: issuer, WAKELINE_OIDC_CLIENT_ID: clientId } = env;
  const { WAKELINE_OIDC_CLIENT_SECRET: clientSecret, WAKELINE_OIDC_ROLES: text } = env;
  const roles = parseGroupRoles(text ?? "");
  if (issuer === undefined || clientId === undefined || clientSecret === undefined || roles === null) return null;
  return {
    issuer: issuer.replace(/\/$/, ""),
    clientId,
    clientSecret,
    roles,
    scope: env.WAKELINE_OIDC_SCOPES,
    groupsClaim: env.WAKELINE_OIDC_GROUPS_CLAIM,
    label: env.WAKELINE_OIDC_NAME,
  };
}
