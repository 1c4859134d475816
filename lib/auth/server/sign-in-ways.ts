import { getStore } from "@/lib/db/store";
import { isLocalClosed } from "./is-local-closed";
import { oidcSettings } from "./oidc-settings";

export type SignInWays = {
  /** What the button of single sign-on says; null where there is none. */
  readonly external: string | null;
  readonly local: boolean;
};

/** How one may sign in at this moment; open to strangers, since it is on the sign-in page. */
export async function signInWays(): Promise<SignInWays> {
  if (oidcSettings === null) return { external: null, local: true };
  const { db } = await getStore();
  return { external: oidcSettings.label, local: !(await isLocalClosed(db)) };
}
