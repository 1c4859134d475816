import { countOf, formatCount } from "@/lib/base/format-number";
import type { Remains } from "@/lib/tasks/contract";

/** What may still act, as programs read it. */
export function toRemainsJson({ atMs, looked, live, made, madeInAll }: Remains) {
  return {
    at: iso(atMs),
    credentialsLookedAt: looked,
    mayStillBeValid: live.map(({ validUntilMs, lastMs, done, untold, ...one }) => ({
      ...one,
      validUntil: iso(validUntilMs),
      lastSeen: iso(lastMs),
      done: endOf(done),
      cannotTell: untold.map(({ command, ...end }) => ({ ...endOf(end), command })),
    })),
    made: made.map(({ timeMs, done, ...one }) => ({ ...one, time: iso(timeMs), done: endOf(done) })),
    madeInAll,
  };
}

/** The same in lines for people; commands are shown, never run. */
export function toRemainsLines({ atMs, live, made, madeInAll }: Remains): string[] {
  return [
    `may still be valid on ${iso(atMs)}: ${countOf(live.length, "credential")}`,
    ...live.flatMap((one) => [
      `  ${one.key}  ${one.who.name}  until ${iso(one.validUntilMs) ?? "somebody ends it"}${one.isEndKnown ? "" : " at the latest"}  ${doneText(one.done)}`,
      ...one.untold.flatMap(({ eventId, timeMs, action, how, command }) => [
        `    cannot tell: ${action} in ${eventId} on ${iso(timeMs)}: ${how}`,
        `      ${command}`,
      ]),
      `    ends it: ${one.stops}${one.command === null ? "" : `: ${one.command}`}`,
      `    ${one.leaves}`,
    ]),
    `made, and may bring somebody back: ${formatCount(madeInAll)}`,
    ...made.flatMap((one) => [
      `  ${iso(one.timeMs)}  ${one.what}  ${one.name}  ${doneText(one.done)}`,
      ...(one.command === null ? [] : [`    ${one.command}`]),
      `    ${one.leaves}`,
    ]),
  ];
}

type Done = Remains["made"][number]["done"];

function doneText(done: Done): string {
  return done === null
    ? "the log shows no end"
    : `ended by ${done.action} in ${done.eventId} on ${iso(done.timeMs)}: ${done.how}`;
}

function endOf(done: Done) {
  return done === null ? null : { eventId: done.eventId, action: done.action, time: iso(done.timeMs), how: done.how };
}

function iso(timeMs: number | null): string | null {
  return timeMs === null ? null : new Date(timeMs).toISOString();
}
