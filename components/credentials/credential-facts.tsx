import type { ReactNode } from "react";
import { CountText } from "@/components/common/count-text";
import { TailText } from "@/components/common/tail-text";
import { TimeText } from "@/components/common/time-text";
import { RecordLink } from "@/components/record/record-link";
import { formatDuration } from "@/lib/base/format-duration";
import { formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import type { CredentialDetail } from "@/lib/credentials/contract";
import { ACTOR_WORDS, ENDING_WORDS, MECHANISM_WORDS, SHAPE_WORDS } from "@/lib/credentials/words";
import { GradeMark } from "./grade-mark";

type CredentialFactsProps = { readonly detail: CredentialDetail; readonly onRecord: (eventId: string) => void };

/** What records tell of a credential, in groups; each count says of how many calls it speaks. */
export function CredentialFacts({ detail, onRecord }: CredentialFactsProps) {
  const seen = detail.looked < detail.events ? `, in the last ${formatCount(detail.looked)} calls` : "";
  return (
    <div className="grid gap-x-8 gap-y-4 border-t border-border px-4 py-3 text-xs sm:grid-cols-2 xl:grid-cols-4">
      <Group title="What it is">
        <Fact name="Shape">
          {SHAPE_WORDS[detail.kind]}, {detail.isEphemeral ? "ends by itself" : "does not end by itself"}
        </Fact>
        <Fact name="Born">{detail.createdAtMs === null ? "not recorded" : <TimeText at={detail.createdAtMs} />}</Fact>
        <Fact name="Expires">
          {detail.expiresAtMs === null ? (
            detail.isEphemeral ? (
              "not recorded"
            ) : (
              "never by itself"
            )
          ) : (
            <TimeText at={detail.expiresAtMs} />
          )}
        </Fact>
        <Fact name="First use">{detail.firstMs === null ? "not seen" : <TimeText at={detail.firstMs} />}</Fact>
        <Fact name="Last use">{detail.lastMs === null ? "not seen" : <TimeText at={detail.lastMs} />}</Fact>
        {detail.unusedAtEndMs !== null && detail.unusedAtEndMs > 0 ? (
          <Fact name="Unused">
            for its last {formatDuration(Math.round(detail.unusedAtEndMs / 1_000))}: it lived longer than needed
          </Fact>
        ) : null}
        {detail.usedAfterEndMs === null ? null : (
          <Fact name="After its end" tone="danger">
            succeeded <TimeText at={detail.usedAfterEndMs} />
          </Fact>
        )}
        {detail.usedWhileStoppedMs === null ? null : (
          <Fact name="While it was stopped" tone="danger">
            succeeded <TimeText at={detail.usedWhileStoppedMs} />
          </Fact>
        )}
        {detail.endings.map(({ eventId, timeMs, action, effect, because }) => (
          <Fact key={`${eventId} ${because}`} name={ENDING_WORDS[effect]}>
            <RecordLink eventId={eventId} onOpen={onRecord}>
              {visibleText(action)}
            </RecordLink>{" "}
            <TimeText at={timeMs} />
            <span className="block text-muted">{visibleText(because)}</span>
          </Fact>
        ))}
        {detail.sourceIdentity === null ? null : (
          <Fact name="Source identity">{visibleText(detail.sourceIdentity)}</Fact>
        )}
        {detail.scope === null ? null : <Fact name="Issued for">{visibleText(detail.scope)}</Fact>}
        {detail.signInSession === null ? null : <Fact name="Sign-in session">{visibleText(detail.signInSession)}</Fact>}
      </Group>
      <Group title="In whose hand">
        {detail.actors.map(({ actor, because, events }) => (
          <li key={actor}>
            {ACTOR_WORDS[actor]} · <CountText count={events} unit="call" />
            <span className="block text-muted">{visibleText(because)}</span>
          </li>
        ))}
      </Group>
      <Group title={`Networks, agents, Regions${seen}`}>
        {[...detail.networks, ...detail.agents, ...detail.regions].map(({ value, events }) => (
          <li key={value} className="flex min-w-0 items-baseline gap-2">
            <span className="min-w-0 flex-1 font-mono">
              <TailText text={value} />
            </span>
            <span className="shrink-0 text-muted tabular">{formatCount(events)}</span>
          </li>
        ))}
      </Group>
      <Group
        title={
          detail.issued.length < detail.issuedInAll
            ? `Issued to it, ${detail.issued.length} of ${formatCount(detail.issuedInAll)}`
            : "Issued to it"
        }
      >
        {detail.issued.length === 0 ? <li className="text-muted">nothing in the delivered records</li> : null}
        {detail.issued.slice(0, ISSUED_SHOWN).map((link) => (
          <li key={link.to + link.issuingEventId} className="flex min-w-0 items-start gap-1.5">
            <GradeMark grade={link.grade} />
            <span className="min-w-0 flex-1">
              <span className="block font-mono">
                <TailText text={link.toWho?.name ?? link.to} />
              </span>
              <span className="block truncate text-muted">
                {MECHANISM_WORDS[link.mechanism]}{" "}
                {link.issuingEventId === null ? null : (
                  <RecordLink eventId={link.issuingEventId} onOpen={onRecord}>
                    record
                  </RecordLink>
                )}
              </span>
            </span>
          </li>
        ))}
        {detail.issued.length > ISSUED_SHOWN ? (
          <li className="text-muted">
            and {formatCount(detail.issued.length - ISSUED_SHOWN)} more; the task shows all
          </li>
        ) : null}
      </Group>
    </div>
  );
}

const ISSUED_SHOWN = 8;

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="min-w-0">
      <h3 className="label-caps pb-1">{title}</h3>
      <ul className="flex flex-col gap-1">{children}</ul>
    </section>
  );
}

type FactProps = { readonly name: string; readonly tone?: "plain" | "danger"; readonly children: ReactNode };

function Fact({ name, tone = "plain", children }: FactProps) {
  return (
    <li className={tone === "danger" ? "text-danger" : ""}>
      <span className="text-muted">{name}</span> <span className="break-words">{children}</span>
    </li>
  );
}
