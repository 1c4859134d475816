import type { AnswerEvidence, Limit, Question } from "./answer";

/** Kinds of which a call by another account is recorded in the owner's account too. */
const OWNER_IS_TOLD = /^AWS::(S3|KMS)::/;
const CITED_MAX = 10;

const isOpen = ({ subject, resource }: Question): boolean => subject === null && !OWNER_IS_TOLD.test(resource.type);

/** Where anybody is asked about and a policy was set on the thing, another account may have been let in, and its calls stand in its own log. */
export function foreignLimits(question: Question, { policies = [] }: Pick<AnswerEvidence, "policies">): Limit[] {
  if (!isOpen(question) || policies.length === 0) return [];
  const { fromMs, toMs, resource } = question;
  return [
    {
      kind: "foreign-account",
      text: `A policy was set on it, which may let other accounts in, and what those do may stand in their own logs alone: that the owner gets a record too is documented for S3 and KMS, not for ${resource.type}.`,
      remedy: "Read the policy in the cited records, and ask for each identity of another account that it names.",
      fromMs,
      toMs,
      account: resource.account,
      region: resource.region,
      events: policies.slice(0, CITED_MAX),
    },
  ];
}

/** What is taken for given where no such policy is known. */
export function foreignAssumptions(question: Question): string[] {
  return isOpen(question)
    ? ["No policy from before the records lets another account in, whose calls may stand in its own log alone."]
    : [];
}
