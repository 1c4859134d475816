import type { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import type { Context } from "@/lib/context";
import { INDICATORS_MAX, type resolveSeed as endpoint, SEED_KINDS, type SeedHit } from "@/lib/seed/contract";
import { splitIndicators } from "@/lib/seed/split-indicators";
import { NOT_SEARCHED, whyUnsearchable } from "@/lib/seed/unsearchable";
import { findIssuedKeys, findMarkedCredentials, findSubjects } from "./find-chain-hits";
import { findActions, findAccounts, findSourceAddresses } from "./find-dimensions";
import { findCredentialHits, findSessions } from "./find-credential-hits";
import { findEvents } from "./find-events";
import { findIdentityHits, findIdentitiesLike } from "./find-identity-hits";
import { findRequests } from "./find-requests";
import { findResourceHits } from "./find-resource-hits";

type Input = z.output<typeof endpoint.input>;
type Output = z.input<typeof endpoint.output>;

/** What each line of a pasted text is in this store, whatever kind of identifier it is; and which lines nothing fits. */
export async function resolveSeed(ctx: Context, { text }: Input): Promise<Output> {
  const indicators = splitIndicators(text);
  if (indicators.length > INDICATORS_MAX) {
    throw new AppError(
      "too-large",
      `${indicators.length} indicators at once; at most ${INDICATORS_MAX} go. Paste them in parts.`,
    );
  }
  if (indicators.length === 0) return { hits: [], missing: [], unsearchable: [], notSearched: [], indicators: 0 };
  const finders = [
    findIdentityHits,
    findCredentialHits,
    findSessions,
    findMarkedCredentials,
    findSubjects,
    findIssuedKeys,
    findEvents,
    findRequests,
    findResourceHits,
    findAccounts,
    findSourceAddresses,
    findActions,
  ];
  const hits = (await Promise.all(finders.map((find) => find(ctx, indicators)))).flat();
  const [single] = indicators;
  if (hits.length === 0 && indicators.length === 1 && single !== undefined)
    hits.push(...(await findIdentitiesLike(ctx, single)));
  const found = new Set(hits.map(({ indicator }) => indicator));
  const missing = indicators.filter((indicator) => !found.has(indicator));
  return {
    hits: hits.toSorted((a, b) => rank(a, indicators) - rank(b, indicators)),
    missing,
    unsearchable: missing.flatMap((indicator) => {
      const why = whyUnsearchable(indicator);
      return why === null ? [] : [{ indicator, why }];
    }),
    notSearched: NOT_SEARCHED,
    indicators: indicators.length,
  };
}

function rank(hit: SeedHit, indicators: readonly string[]): number {
  return indicators.indexOf(hit.indicator) * SEED_KINDS.length + SEED_KINDS.indexOf(hit.kind);
}
