import { parseArgs } from "node:util";
import { formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import type { IdentityProfile } from "@/lib/identities/contract";
import { getIdentity } from "@/lib/identities/server/get-identity";
import { toIdentityJson } from "./identities";
import { type Io, UsageError } from "./io";
import { withStore } from "./with-store";

/** `wakeline identity`: one identity with its credentials. */
export async function identityCommand(args: readonly string[], io: Io): Promise<number> {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} });
  const [identity] = positionals;
  if (identity === undefined || positionals.length > 1)
    throw new UsageError("Name one identity by its ARN, key id, unique id, name or id.");
  return withStore(io, async (ctx) => {
    const profile = await getIdentity(ctx, { identity });
    for (const line of io.json ? [JSON.stringify(toJson(profile))] : toLines(profile)) io.stdout(line);
    return 0;
  });
}

function toJson(profile: IdentityProfile) {
  return {
    ...toIdentityJson(profile),
    uniqueId: profile.uniqueId,
    aliases: profile.aliases,
    credentials: profile.credentials.map(
      ({ key, kind, sessionNames, createdAtMs, firstSeenMs, lastSeenMs, events, errors }) => ({
        key,
        kind,
        sessionNames,
        events,
        errors,
        createdAt: createdAtMs === null ? null : iso(createdAtMs),
        firstSeen: iso(firstSeenMs),
        lastSeen: iso(lastSeenMs),
      }),
    ),
    credentialsInAll: profile.credentialsDistinct,
    regions: profile.regions.map(({ value, events }) => ({ region: value, events })),
    actions: profile.actions.map(({ value, events, errors }) => ({ action: value, events, errors })),
  };
}

function toLines(profile: IdentityProfile): string[] {
  const shown = profile.credentials.length;
  const left = profile.credentialsDistinct - shown;
  return [
    `${profile.name}  ${profile.kind}, ${profile.human}: ${profile.reason}`,
    `id          ${profile.id}`,
    `arn         ${profile.arn ?? "-"}`,
    `unique id   ${profile.uniqueId ?? "-"}`,
    `accounts    ${profile.accounts.join(", ") || "-"}`,
    `seen        ${profile.firstSeenMs === null ? "-" : iso(profile.firstSeenMs)} to ${profile.lastSeenMs === null ? "-" : iso(profile.lastSeenMs)}`,
    `events      ${formatCount(profile.events)}, of them ${formatCount(profile.errors)} errors`,
    `credentials ${formatCount(profile.credentialsDistinct)}`,
    ...profile.credentials.map(
      (one) =>
        `  ${one.key}  ${one.kind}  ${iso(one.firstSeenMs)} to ${iso(one.lastSeenMs)}  ${formatCount(one.events)} events  ${one.sessionNames.join(", ")}`,
    ),
    ...(left > 0 ? [`  and ${formatCount(left)} more, used before these`] : []),
  ].map(visibleText);
}

function iso(timeMs: number): string {
  return new Date(timeMs).toISOString();
}
