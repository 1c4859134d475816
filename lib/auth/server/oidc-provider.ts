import type { OAuthConfig } from "next-auth/providers/oauth";
import { z } from "zod";
import type { OidcSettings } from "./oidc-settings";

const Claims = z.looseObject({ sub: z.string() });
type Claims = z.infer<typeof Claims>;

const PATIENCE_MS = 10_000;
export const OIDC = "oidc";

/** The identity provider for next-auth: found by discovery, asked with PKCE, state and nonce, its id token verified against its keys. */
export function oidcProvider(settings: OidcSettings): OAuthConfig<Claims> {
  return {
    id: OIDC,
    name: settings.label,
    type: "oauth",
    wellKnown: `${settings.issuer}/.well-known/openid-configuration`,
    clientId: settings.clientId,
    clientSecret: settings.clientSecret,
    authorization: { params: { scope: settings.scope } },
    checks: ["pkce", "state", "nonce"],
    idToken: true,
    httpOptions: { timeout: PATIENCE_MS },
    userinfo: {
      // Some providers put groups into the id token, others only here; what is signed wins.
      request: async ({ client, tokens }) => {
        const signed = signedClaims(tokens.id_token);
        if (client.issuer.metadata.userinfo_endpoint === undefined || tokens.access_token === undefined) return signed;
        const more = await client.userinfo(tokens.access_token);
        if (more.sub !== signed.sub)
          throw new Error("the provider's userinfo is about another subject: signature void");
        return { ...more, ...signed };
      },
    },
    profile: (claims) => ({ id: claims.sub, version: 0 }),
  };
}

/** The claims of an id token whose signature, issuer, audience, times and nonce were checked when it came. */
function signedClaims(idToken: string | undefined): Claims {
  const [, payload = ""] = (idToken ?? "").split(".");
  return Claims.parse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8")));
}
