import { once } from "node:events";
import type { Server } from "node:http";
import { Provider } from "oidc-provider";

export const CLIENT = { id: "wakeline", secret: "a-secret-of-the-journeys" };

export type IdentityProvider = {
  readonly issuer: string;
  /** Puts somebody into groups, from their next sign-in on; whoever has none signs in too. */
  readonly setGroups: (login: string, groups: readonly string[]) => void;
  readonly stop: () => Promise<void>;
};

/** Runs a real OpenID provider on this machine: its sign-in page takes any name and any password. */
export async function startIdentityProvider(port: number, redirectUri: string): Promise<IdentityProvider> {
  const issuer = `http://127.0.0.1:${port}`;
  const groups = new Map<string, readonly string[]>();
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [redirectUri] }],
    claims: { openid: ["sub"], profile: ["name", "preferred_username", "groups"], email: ["email"] },
    // As some providers do: groups are in the userinfo only.
    conformIdTokenClaims: true,
    pkce: { required: () => true },
    cookies: { keys: ["a key of the journeys"] },
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: () => ({
        sub,
        name: `${sub} of the provider`,
        preferred_username: sub,
        email: `${sub}@example.org`,
        groups: [...(groups.get(sub) ?? [])],
      }),
    }),
  });
  const server: Server = provider.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    issuer,
    setGroups: (login, of) => void groups.set(login, of),
    stop: async () => {
      server.close();
      server.closeAllConnections();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
