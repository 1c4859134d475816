import { parseArn } from "@/lib/cloudtrail/arn";
import type { CoverageModel } from "./coverage-model";
import type { Timeline } from "./timeline";

/** The subject under which it is kept that an account is in the organisation of a manager. */
export function memberSubject(account: string, manager: string): string {
  return `${account} of ${manager}`;
}

/** The account of such a subject, or of one that says no manager. */
export function memberAccount(subject: string): string {
  return subject.split(" of ")[0] ?? subject;
}

/** The manager of such a subject; null of one that says none. */
export function managerOf(subject: string): string | null {
  return subject.split(" of ")[1] ?? null;
}

/** Who manages the organisation that an ARN of Organizations is of; null for any other. */
export function managerIn(arn: string | null): string | null {
  const parts = parseArn(arn ?? "");
  return parts?.service === "organizations" && parts.account !== "" ? parts.account : null;
}

/** Whether an account is in the organisation of a manager. Where several organisations are known, only what says of which one counts. */
export function membershipOf(model: CoverageModel, account: string, manager: string): Timeline<boolean> {
  const known = model.isOneOrganisation ? model.memberships : model.membershipsOf;
  return known.get(model.isOneOrganisation ? account : memberSubject(account, manager)) ?? [];
}
