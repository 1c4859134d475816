import Link from "next/link";
import { TimeText } from "@/components/common/time-text";
import { formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import type { AnswerResult } from "@/lib/coverage/answers/contract";
import { eventHref } from "@/lib/events/search-params";

type CitedEventsProps = {
  readonly title: string;
  readonly events: AnswerResult["events"];
  readonly total: number;
};

/** The events that an answer rests on, each with a way to its record. */
export function CitedEvents({ title, events, total }: CitedEventsProps) {
  if (events.length === 0) return null;
  return (
    <section className="border-t border-border px-5 py-4">
      <h2 className="text-sm font-semibold">
        {title}{" "}
        <span className="font-normal text-muted">
          {formatCount(events.length)} of {formatCount(total)}
        </span>
      </h2>
      <div className="mt-2 overflow-x-auto" tabIndex={0} role="group" aria-label={title}>
        <table className="w-full text-left text-xs">
          <thead className="text-muted">
            <tr>
              {["Time", "Call", "By", "Account and Region", "Tied to it by"].map((head) => (
                <th key={head} scope="col" className="pr-4 pb-1 font-medium whitespace-nowrap">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {events.map((event) => (
              <tr key={event.eventId} className="border-t border-border align-top">
                <td className="py-1 pr-4">
                  <Link href={eventHref(event.eventId)} className="text-accent underline underline-offset-2">
                    <TimeText at={event.timeMs} />
                  </Link>
                </td>
                <td className="py-1 pr-4">{visibleText(event.action)}</td>
                <td className="py-1 pr-4 break-all">{visibleText(event.identity)}</td>
                <td className="py-1 pr-4 whitespace-nowrap">
                  {visibleText(event.account)} · {visibleText(event.region)}
                </td>
                <td className="py-1">{event.through === null ? "its own call" : visibleText(event.through)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
