import { candidatesWords } from "@/lib/credentials/words";
import { parseArgs } from "node:util";
import { countOf, formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import type { IdentityProfile } from "@/lib/identities/contract";
import { getIdentity } from "@/lib/identities/server/get-identity";
import type { CredentialRow } from "@/lib/credentials/contract";
import { describeKeys } from "@/lib/credentials/server/describe-uses";
import { toLinkJson } from "./chain";
import { getRemains } from "@/lib/tasks/server/get-remains";
import { toIdentityJson } from "./identities";
import { toRemainsJson, toRemainsLines } from "./remains-report";
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
    const keys = profile.credentials.map(({ key }) => key);
    const known = new Map((await describeKeys(ctx, profile.id, keys)).map((row) => [row.key, row]));
    const remains = await getRemains(ctx, { of: { kind: "identity", identity: profile.id }, at: null });
    const lines = io.json
      ? [JSON.stringify({ ...toJson(profile, known), remains: toRemainsJson(remains) })]
      : [...toLines(profile, known), ...toRemainsLines(remains).map(visibleText)];
    for (const line of lines) io.stdout(line);
    return 0;
  });
}

type Known = ReadonlyMap<string, CredentialRow>;

function toJson(profile: IdentityProfile, known: Known) {
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
        ...factsOf(known.get(key)),
      }),
    ),
    credentialsInAll: profile.credentialsDistinct,
    regions: profile.regions.map(({ value, events }) => ({ region: value, events })),
    overrides: profile.overrides.map(({ atMs, ...said }) => ({ ...said, at: iso(atMs) })),
    actions: profile.actions.map(({ value, events, errors }) => ({ action: value, events, errors })),
  };
}

/** What the store knows of a credential beyond its use. */
function factsOf(row: CredentialRow | undefined) {
  if (row === undefined) return {};
  const { id, isEphemeral, expiresAtMs, actors, origin, candidates, originUnknown, sourceIdentity, scope } = row;
  return {
    id,
    isEphemeral,
    expiresAt: expiresAtMs === null ? null : iso(expiresAtMs),
    sourceIdentity,
    scope,
    actors: actors.map(({ actor, because, events }) => ({ actor, because, events })),
    origin: origin === null ? null : toLinkJson(origin),
    candidates,
    originUnknown,
    unusedAtEndSeconds: row.unusedAtEndMs === null ? null : row.unusedAtEndMs / 1_000,
    stopped: row.stopped === null ? null : { ...row.stopped, timeMs: undefined, time: iso(row.stopped.timeMs) },
    usedWhileStopped: row.usedWhileStoppedMs === null ? null : iso(row.usedWhileStoppedMs),
    usedAfterEnd: row.usedAfterEndMs === null ? null : iso(row.usedAfterEndMs),
  };
}

function toLines(profile: IdentityProfile, known: Known): string[] {
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
        `  ${one.key}  ${one.kind}  ${iso(one.firstSeenMs)} to ${iso(one.lastSeenMs)}  ${countOf(one.events, "event")}  ${one.sessionNames.join(", ")}${told(known.get(one.key))}`,
    ),
    ...(left > 0 ? [`  and ${formatCount(left)} more, used before these`] : []),
  ].map(visibleText);
}

function told(row: CredentialRow | undefined): string {
  if (row === undefined) return "";
  const { origin, candidates, actors } = row;
  const from =
    origin === null
      ? candidates > 0
        ? `from 1 of ${candidatesWords(candidates)}`
        : ""
      : `from ${origin.from} (${origin.grade})`;
  return [`  ${actors.map(({ actor }) => actor).join(", ")}`, from].filter((part) => part.trim() !== "").join("  ");
}

function iso(timeMs: number): string {
  return new Date(timeMs).toISOString();
}
