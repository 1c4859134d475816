import { normaliseRecord } from "../normalise-record";
import type { ResourceTouch } from "../normalised-event";

/** The account and the Region in which `touchesOf` makes its calls. */
export const CALLER_ACCOUNT = "111122223333";
export const CALLER_REGION = "eu-west-1";

/** What a call to a service touches, by an IAM user unless the record says otherwise. */
export function touchesOf(eventSource: string, eventName: string, record: object): readonly ResourceTouch[] {
  const event = normaliseRecord(
    {
      eventTime: "2026-01-02T03:04:05Z",
      eventSource: `${eventSource}.amazonaws.com`,
      eventName,
      awsRegion: CALLER_REGION,
      recipientAccountId: CALLER_ACCOUNT,
      userIdentity: {
        type: "IAMUser",
        accountId: CALLER_ACCOUNT,
        arn: `arn:aws:iam::${CALLER_ACCOUNT}:user/alice`,
        principalId: "AIDAEXAMPLEUSER00001",
        accessKeyId: "AKIAX",
      },
      ...record,
    },
    Date.UTC(2027, 0, 1),
  );
  if ("reason" in event) throw new Error(event.detail);
  return event.resources;
}

/** One line for each touch. */
export const shownTouches = (list: readonly ResourceTouch[]): string[] =>
  list.map(
    ({ role, resource }) =>
      `${role} ${resource.type} ${resource.key}${resource.parent === null ? "" : ` in ${resource.parent.key}`}`,
  );
