import { z } from "zod";
import { defineEndpoint } from "@/lib/http/endpoint";
import { LIMIT_KINDS } from "./answer";
import { VERBS } from "./verb";

const Time = z.number().int();

export const Limit = z.object({
  kind: z.enum(LIMIT_KINDS),
  text: z.string(),
  remedy: z.string().nullable(),
  fromMs: z.number(),
  toMs: z.number(),
  account: z.string().nullable(),
  region: z.string().nullable(),
  events: z.array(z.string()),
  family: z.string().optional(),
});

export const CitedEvent = z.object({
  eventId: z.string(),
  timeMs: z.number(),
  source: z.string(),
  action: z.string(),
  identity: z.string(),
  credential: z.string().nullable(),
  account: z.string(),
  region: z.string(),
  through: z.string().nullable(),
});

/** An answer with all that it rests on: exported as it is, and asked again by its question. */
export const AnswerResult = z.object({
  question: z.object({
    did: z.enum(VERBS),
    fromMs: Time,
    toMs: Time,
    subject: z
      .object({
        id: z.string(),
        name: z.string(),
        kind: z.string(),
        arn: z.string().nullable(),
        accounts: z.array(z.string()),
      })
      .nullable(),
    resource: z.object({
      arn: z.string(),
      type: z.string(),
      account: z.string().nullable(),
      region: z.string().nullable(),
      isContainer: z.boolean(),
    }),
  }),
  verdict: z.enum(["yes", "no", "cannot-say"]),
  events: z.array(CitedEvent),
  total: z.number(),
  attempts: z.array(CitedEvent),
  limits: z.array(Limit),
  assumptions: z.array(z.string()),
  askedAtMs: Time,
});
export type AnswerResult = z.infer<typeof AnswerResult>;

export const askQuestion = defineEndpoint({
  method: "POST",
  path: "/api/v1/coverage/answer",
  role: "viewer",
  scope: "read",
  input: z.object({
    /** ARN, name, key id, unique id or our id; absent: anybody. */
    identity: z.string().min(1).max(4096).optional(),
    did: z.enum(VERBS).default("any"),
    /** An ARN, s3://bucket/key, or a name that fits one stored resource; with a slash at its end, all below it. */
    resource: z.string().min(1).max(4096),
    fromMs: Time,
    toMs: Time,
  }),
  output: AnswerResult,
});
