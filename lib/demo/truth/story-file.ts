import { isoSeconds } from "../base/calendar";
import type { Link, Story } from "../stories/stage";
import { callTruth } from "./call-line";
import { deliveredId, type Held as Seen, linkTruth } from "./link-log";

const isDelivered = ({ outcomes }: Seen) => deliveredId(outcomes.map(({ mark }) => mark)) !== null;

/** A link with both of its records, as far as they were delivered. */
function chainLink(story: Story, link: Link, seen: ReadonlyMap<string, Seen>): object {
  const issuing = seen.get(link.issuingEventId);
  const issued = issuing?.call.deed.issued;
  if (issuing === undefined || issued === undefined) return link;
  const uses = story.calls.flatMap((call) =>
    call.deed.actor.credential === link.to ? (seen.get(call.eventId) ?? []) : [],
  );
  return {
    ...link,
    issuingDelivered: isDelivered(issuing),
    firstUseDelivered: uses[0] !== undefined && isDelivered(uses[0]),
    ...linkTruth(issuing, issued, uses),
  };
}

/** What happened in a story, what of it was delivered, and what follows. Written at the end, when every file is. */
export function storyFile(story: Story, seen: ReadonlyMap<string, Seen>): object {
  const resources = new Map<string, Set<string>>();
  const credentials = new Map<string, { identity: string; first: number; last: number; calls: number }>();
  for (const { deed } of story.calls) {
    for (const resource of deed.resources ?? []) {
      const arn = resource.ARN ?? resource.ARNPrefix ?? "";
      resources.set(arn, (resources.get(arn) ?? new Set()).add(deed.operation.name));
    }
    const { credential, identity } = deed.actor;
    if (credential === null) continue;
    const known = credentials.get(credential) ?? { identity, first: deed.at, last: deed.at, calls: 0 };
    credentials.set(credential, {
      identity,
      first: Math.min(known.first, deed.at),
      last: Math.max(known.last, deed.at),
      calls: known.calls + 1,
    });
  }
  const isHeld = (id: string) =>
    seen.get(id)?.outcomes.some((outcome) => outcome.mark.eventId === id && outcome.mark.copies > 0) === true;
  const times = story.calls.map((call) => call.deed.at);
  return {
    id: story.id,
    scenario: story.scenario,
    title: story.title,
    summary: story.summary,
    from: isoSeconds(times[0] ?? 0),
    to: isoSeconds(times.at(-1) ?? 0),
    cast: story.cast,
    credentials: [...credentials].map(([credential, use]) => ({
      credential,
      identity: use.identity,
      calls: use.calls,
      first: isoSeconds(use.first),
      last: isoSeconds(use.last),
    })),
    chain: story.links.map((link) => chainLink(story, link, seen)),
    tasks: story.tasks.map((task, n) => ({ ...task, id: `${story.id}/${n + 1}` })),
    resources: [...resources].map(([arn, actions]) => ({ arn, actions: [...actions].sort() })),
    provable: story.provable.map((claim) => ({
      ...claim,
      events: claim.events.filter(isHeld),
      notDelivered: claim.events.filter((id) => !isHeld(id)),
    })),
    blind: story.blind,
    events: story.calls.flatMap((call) => {
      const entry = seen.get(call.eventId);
      return (entry?.outcomes ?? []).map((outcome) => ({
        ...callTruth(call, outcome),
        delivered: outcome.mark.copies > 0,
      }));
    }),
  };
}
