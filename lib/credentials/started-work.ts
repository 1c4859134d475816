import type { StartKind } from "@/lib/cloudtrail/issuance";
import { STARTED_BY_ROLE } from "@/lib/cloudtrail/starts-of";
import { SKEW_MS } from "./fits";
import type { Link, Origin } from "./link";
import type { Use, Who } from "./link-facts";
import { linkOf, oneOf } from "./make-link";

/** A call that started work under another role. */
export type Start = {
  readonly kind: StartKind;
  readonly value: string;
  readonly eventId: string;
  readonly timeMs: number;
  readonly action: string;
  /** The credential that asked for it; null where the record names none. */
  readonly key: string | null;
  readonly by: Who;
  readonly region: string;
  readonly recordedIn: string;
};

/** How a session came, as far as it is known: only a service's own taking of a role counts. */
type CameBy = Pick<Link, "mechanism" | "from" | "atMs" | "expiresAtMs" | "issuingEventId"> | null;

/** So long after the call that asks for it a service takes the role of a job. */
export const JOB_MS = 900_000;

const WORK_ARN =
  /^arn:[^:]+:(?:ecs:[^:]*:\d{12}:task\/|codebuild:[^:]*:\d{12}:build\/|states:[^:]*:\d{12}:(?:execution|express):)/;
const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const SESSIONS: Readonly<Record<string, RegExp>> = {
  "ecs-tasks.amazonaws.com": new RegExp(`^(?:[0-9a-f]{32}|${UUID})$`),
  "codebuild.amazonaws.com": new RegExp(`^AWSCodeBuild-${UUID}$`),
};

/**
 * The one piece of work for which credentials were given: a container task, a build or an execution, by the ARN that its records
 * carry, or by the session name that the service gave it. Anybody may call a session so: the name counts only where the service itself
 * took the role. null where a credential may serve several runs, as a function's, an instance's or a key's do.
 */
export function workOf(
  { scope, sessionName }: Pick<Use, "scope" | "sessionName">,
  cameBy: CameByService,
): string | null {
  if (scope !== null) return WORK_ARN.test(scope) ? scope : null;
  if (sessionName === null || cameBy?.mechanism !== "service-assume-role") return null;
  return SESSIONS[cameBy.from]?.test(sessionName) === true ? sessionName : null;
}

const INSTANCE = /^i-(?:[0-9a-f]{8}|[0-9a-f]{17})$/;

/**
 * The instance whose sessions these are: EC2 took the role for it, or the records say how the instance got the key, which no caller can
 * write. It may serve many runs: it was launched by one call all the same.
 */
export function instanceOf(
  { sessionName, delivery }: Pick<Use, "sessionName" | "delivery">,
  cameBy: CameByService,
): string | null {
  const isOfEc2 =
    delivery !== null || (cameBy?.mechanism === "service-assume-role" && cameBy.from === "ec2.amazonaws.com");
  return isOfEc2 && sessionName !== null && INSTANCE.test(sessionName) ? sessionName : null;
}

type CameByService = Pick<Link, "mechanism" | "from"> | null;

/** By what the call that started the work of a session is found: ids that no other work has, and, which proves nothing, its role and name. */
export function startsOfWork(use: Use, cameBy: CameBy): { readonly byId: string[]; readonly byRole: string[] } {
  const work = workOf(use, cameBy);
  const instance = instanceOf(use, cameBy);
  const service = cameBy?.mechanism === "service-assume-role" ? cameBy.from : null;
  const { account, sessionName, name } = use;
  if (instance !== null && account !== null) return { byId: [`ec2.amazonaws.com/${account}/${instance}`], byRole: [] };
  const ofService = service === null || account === null ? null : `${service}/${account}`;
  const byId = work === null ? [] : [use.scope ?? `${ofService}/${work}`];
  const isNamed =
    use.scope !== null && sessionName !== null && ofService !== null && workOf({ scope: null, sessionName }, cameBy);
  const byRole =
    service === null || ofService === null || !STARTED_BY_ROLE.has(service)
      ? []
      : [`${ofService}/role/${name}`, `${ofService}/session/${sessionName}`];
  return { byId: isNamed ? [...byId, `${ofService}/${sessionName}`] : byId, byRole };
}

/**
 * The call that started the work of a session. One of an id is a link of grade C; calls that are known by role and time alone, and
 * several calls of one id, stay candidates. Depends on what the starts say, not on their order.
 */
export function startOf(use: Use, cameBy: CameBy, starts: readonly Start[]): Origin {
  const { byId, byRole } = startsOfWork(use, cameBy);
  const bornMs = cameBy?.atMs ?? use.createdAtMs ?? use.firstMs;
  if (bornMs === null) return NONE;
  const before = starts.filter(({ timeMs, key }) => timeMs <= bornMs + SKEW_MS && (key === null || key !== use.key));
  const known = distinct(before.filter(({ kind, value }) => kind === "start" && byId.includes(value)));
  if (known.length > 0)
    return oneOf(
      known.map((start) => startLink(start, use, cameBy)),
      SEVERAL,
    );
  const maybe = distinct(
    before.filter(
      ({ kind, value, timeMs }) => kind === "start-role" && byRole.includes(value) && timeMs >= bornMs - JOB_MS,
    ),
  );
  const links = maybe.map((start) => ({ ...startLink(start, use, cameBy), grade: "D" as const, because: BY_ROLE }));
  return links.length === 0 ? NONE : { kind: "candidates", links, apart: ALIKE };
}

const NONE: Origin = { kind: "none", reason: "No call that started it is in the store." };
const SEVERAL = "Several calls answered with the same id; one of them at most started this.";
const BY_ROLE =
  "The call named this role, or the kind of work whose sessions all have this name, shortly before the service took it.";
const ALIKE =
  "The service calls the sessions of all such work alike: an id of the work in the session's name or records would tell which call started it.";

function startLink({ eventId, timeMs, action, key, by, region, recordedIn }: Start, use: Use, cameBy: CameBy): Link {
  return {
    ...linkOf(use, "C", "started-work"),
    from: key ?? by.name,
    fromIsKey: key !== null,
    fromWho: by,
    issuingEventId: eventId,
    usedEventId: cameBy?.issuingEventId ?? use.firstEventId,
    atMs: timeMs,
    // The session ends when the service's own taking of the role says.
    expiresAtMs: cameBy?.expiresAtMs ?? null,
    because: `${action} answered with an id by which the service called the session that it took for this work, or which its records carry.`,
    recordedIn: [recordedIn],
    region,
    scope: use.scope,
  };
}

function distinct(starts: readonly Start[]): Start[] {
  const byEvent = new Map(starts.map((start) => [start.eventId, start]));
  return [...byEvent.values()].sort((a, b) => a.timeMs - b.timeMs || (a.eventId < b.eventId ? -1 : 1));
}
