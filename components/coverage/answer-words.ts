import type { LimitKind, Verdict } from "@/lib/coverage/answers/answer";
import type { Verb } from "@/lib/coverage/answers/verb";

export const VERB_WORDS: Record<Verb, string> = {
  read: "read",
  write: "write",
  overwrite: "overwrite",
  encrypt: "encrypt",
  delete: "delete",
  invoke: "invoke",
  create: "create",
  any: "anything",
};

export const VERDICT_WORDS: Record<Verdict, string> = { yes: "Yes", no: "No", "cannot-say": "Cannot say" };

export const LIMIT_WORDS: Record<LimitKind, string> = {
  unverified: "files not verified",
  "not-held": "files not here",
  quarantined: "records in quarantine",
  "configuration-unknown": "configuration not known",
  "uploaded-configuration": "configuration from uploads",
  "too-many": "too many events to look at",
  "unnamed-resource": "calls that name no resource",
  "failed-call": "calls that failed in the service",
  indirect: "done through a service",
  "issued-unseen": "use of a credential unseen",
  "set-up-before": "set up before the records begin",
  unattributed: "unattributed events",
  "existed-before": "existed before",
  "account-unknown": "account not known",
  "foreign-account": "another account's log",
  dropped: "dropped by retention",
  "not-recorded": "not recorded",
  "partly-recorded": "partly recorded",
  inferred: "inferred, not confirmed",
  "unknown-kind": "kind of resource not known",
  "not-loggable": "cannot be logged",
};
