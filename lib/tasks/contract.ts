import { z } from "zod";
import { WorstCoverage } from "@/lib/coverage/activity-contract";
import { ChainLink, Who } from "@/lib/credentials/contract";
import { EventRow } from "@/lib/events/contract";
import { GRADES } from "@/lib/credentials/link";
import { defineEndpoint } from "@/lib/http/endpoint";
import { CUT_BASES } from "./cut-basis";

/** Seconds without an event that end a piece of work; "none" undoes every cut; left out, what fits the kind of credential. */
export const Gap = z
  .union([z.literal("none"), z.number().int().min(1).max(31_536_000)])
  .nullable()
  .default(null);
export type Gap = z.infer<typeof Gap>;

export const TaskRow = z.object({
  id: z.string(),
  /** The same work without its cuts. */
  whole: z.string(),
  /** The same with all other credentials that this function, task or instance was given, joined by grade C; null where it is none. */
  workload: z.string().nullable(),
  title: z.string(),
  basis: z.enum(CUT_BASES),
  gapSeconds: z.number().nullable(),
  /** Of a function's work: the call that it belongs to, or why none is known. */
  invocation: z.object({ eventId: z.string().nullable(), because: z.string() }).nullable(),
  /** The first credential, whose work and that of all that came from it this is; the run's id where the basis is one. */
  root: z.string(),
  who: Who,
  /** What the session of the root is called. */
  sessionName: z.string().nullable(),
  /** How the root itself came to be, where that is known: a service, a provider, a sign-in. */
  startedBy: z.string().nullable(),
  /** The same by its name, and who made the call that started this work, where one is known to have. */
  startedByName: z.string().nullable(),
  askedBy: z.string().nullable(),
  /** Where that is one of so many, and nothing tells which; else 0. */
  candidates: z.number(),
  firstMs: z.number(),
  lastMs: z.number(),
  events: z.number(),
  /** Credentials in the tree, the root among them. */
  credentials: z.number(),
  /** The weakest link of the tree; null for one credential. */
  grade: z.enum(GRADES).nullable(),
});
export type TaskRow = z.infer<typeof TaskRow>;

export const TASK_ROOTS_MAX = 50;
export const PIECES_MAX = 1_000;
export const POSSIBLE_MAX = 50;
export const STARTS_MAX = 100;

export const listTasks = defineEndpoint({
  method: "GET",
  path: "/api/v1/tasks",
  role: "viewer",
  input: z.object({
    /** An ARN, key id, unique id, name or our id. */
    identity: z.string().min(1).max(4096),
    gap: Gap,
    cursor: z.string().max(4096).nullable().default(null),
    /** Credentials looked at for one page: each may give several tasks, or none that another gives already. */
    limit: z.number().int().min(1).max(TASK_ROOTS_MAX).default(20),
  }),
  output: z.object({
    rows: z.array(TaskRow),
    next: z.string().nullable(),
    /** Pieces that a page left out because a credential had too many. */
    leftOut: z.number(),
    /** Credentials of the identity in all. */
    credentials: z.number(),
  }),
});
export type TaskPage = z.infer<typeof listTasks.output>;

/** One credential of a task: a lane. */
export const TaskCredential = z.object({
  /** Stands for the lane in links and events. */
  key: z.string(),
  who: Who,
  account: z.string().nullable(),
  sessionName: z.string().nullable(),
  depth: z.number(),
  firstMs: z.number().nullable(),
  lastMs: z.number().nullable(),
  /** Bounds of its life, as records tell them. */
  createdAtMs: z.number().nullable(),
  expiresAtMs: z.number().nullable(),
  /** In this piece of the work. */
  events: z.number(),
  errors: z.number(),
});
export type TaskCredential = z.infer<typeof TaskCredential>;

const Named = z.object({ value: z.string(), label: z.string(), events: z.number() });

export const TaskDetail = TaskRow.extend({
  lanes: z.array(TaskCredential),
  links: z.array(ChainLink),
  /** The call that started this work under another role, where one is known to have. */
  starter: ChainLink.nullable(),
  /** Calls of it that started work under other roles, oldest first. */
  starts: z.array(
    z.object({
      eventId: z.string(),
      timeMs: z.number(),
      action: z.string(),
      /** Ids of the work that the answer names; 0 where it names none by which a session could be known. */
      ids: z.number(),
      /** Lanes of this task that are that work. */
      lanes: z.array(z.string()),
    }),
  ),
  /** false: there are more than are listed. */
  startsAreAll: z.boolean(),
  /** false: more credentials came from it than are shown. */
  isWhole: z.boolean(),
  /** Credentials that may have come from it as well as from others: never joined. */
  possible: z.array(
    z.object({
      key: z.string(),
      who: Who,
      sessionName: z.string().nullable(),
      firstMs: z.number().nullable(),
      /** Of its `of` possible origins, those in this task. */
      own: z.number(),
      of: z.number(),
      /** What would have told them apart. */
      apart: z.string(),
    }),
  ),
  possibleInAll: z.number(),
  /** The pieces into which the root's work is cut, oldest first; this one among them. */
  pieces: z.array(z.object({ id: z.string(), fromMs: z.number(), toMs: z.number(), events: z.number() })),
  piecesInAll: z.number(),
  /** false: cut from counts of hours, so pauses within an hour were not looked at. */
  isCutExactly: z.boolean(),
  summary: z.object({
    errors: z.number(),
    denials: z.number(),
    bytes: z.number(),
    /** The busiest of each, and how many there are. */
    accounts: z.array(Named),
    accountsInAll: z.number(),
    regions: z.array(Named),
    regionsInAll: z.number(),
    actions: z.array(Named),
    actionsInAll: z.number(),
    /** Reads of secrets, parameters and keys: whoever holds what was read may go on elsewhere. Grade D, never a link. */
    handOffs: z.array(
      z.object({ eventId: z.string(), timeMs: z.number(), action: z.string(), resource: z.string().nullable() }),
    ),
    handOffsInAll: z.number(),
    runs: z.array(
      z.object({ kind: z.string(), value: z.string(), events: z.number(), firstMs: z.number(), lastMs: z.number() }),
    ),
    runsInAll: z.number(),
  }),
});
export type TaskDetail = z.infer<typeof TaskDetail>;

export const getTask = defineEndpoint({
  method: "GET",
  path: "/api/v1/tasks/detail",
  role: "viewer",
  input: z.object({ task: z.string().min(1).max(4096), gap: Gap }),
  output: TaskDetail,
});

export const getTaskCoverage = defineEndpoint({
  method: "GET",
  path: "/api/v1/tasks/coverage",
  role: "viewer",
  input: z.object({ task: z.string().min(1).max(4096), gap: Gap }),
  /** Over the whole time of the task; null where nothing in it was done with success. */
  output: z.object({ worst: WorstCoverage.nullable() }),
});

/** On one page of them. */
export const TASK_EVENT_ROWS = 100;
export const TASK_EVENTS_MAX = 2_000;

export const TaskEvent = EventRow.extend({
  /** The lane's key. */
  lane: z.string(),
  /** Others of this task have the same second: which came first is not recorded. */
  orderUndecidable: z.boolean(),
});
export type TaskEvent = z.infer<typeof TaskEvent>;

export const listTaskEvents = defineEndpoint({
  method: "GET",
  path: "/api/v1/tasks/events",
  role: "viewer",
  input: z.object({
    task: z.string().min(1).max(4096),
    gap: Gap,
    cursor: z.string().max(4096).nullable().default(null),
    limit: z.number().int().min(1).max(TASK_EVENTS_MAX).default(500),
  }),
  output: z.object({ rows: z.array(TaskEvent), next: z.string().nullable() }),
});
export type TaskEventPage = z.infer<typeof listTaskEvents.output>;

/** How calls went, as marks say it: refused ones are failed ones that the error's name tells apart. */
export const MARK_OUTCOMES = ["ok", "failed", "denied"] as const;

export const TASK_MARKS_MAX = 20_000;

/** Every event of a task in few bytes, for drawing. */
export const listTaskMarks = defineEndpoint({
  method: "GET",
  path: "/api/v1/tasks/marks",
  role: "viewer",
  input: z.object({
    task: z.string().min(1).max(4096),
    gap: Gap,
    limit: z.number().int().min(1).max(TASK_MARKS_MAX).default(10_000),
  }),
  output: z.object({
    lanes: z.array(z.string()),
    /**
     * For each second, lane, outcome and kind of call `lane,second,events,outcome,kind`, oldest first, by semicolons: the place of the lane,
     * the seconds since the mark before (of the first: since 1970), and the places of the outcome in MARK_OUTCOMES and of the kind in
     * CALL_KINDS.
     */
    marks: z.string(),
    /** Marks in all; more than there are here where the limit cut them. */
    inAll: z.number(),
  }),
});
export type TaskMarks = z.infer<typeof listTaskMarks.output>;

const Ended = z.object({
  eventId: z.string(),
  timeMs: z.number(),
  action: z.string(),
  /** What the call did, in words. */
  how: z.string(),
});

export const LiveCredential = z.object({
  key: z.string(),
  who: Who,
  account: z.string().nullable(),
  mechanism: z.string().nullable(),
  /** null: it does not end by itself. */
  validUntilMs: z.number().nullable(),
  /** false: no record says when it ends; `validUntilMs` is the latest that AWS allows. */
  isEndKnown: z.boolean(),
  lastMs: z.number().nullable(),
  stops: z.string(),
  command: z.string().nullable(),
  leaves: z.string(),
  /** The call that ended it, where the log shows one. */
  done: Ended.nullable(),
  /** Calls that may have ended it, with the command that shows whether they did: the log does not. */
  untold: z.array(Ended.extend({ command: z.string() })),
});

export const MadeThing = z.object({
  what: z.string(),
  /** Its ARN or name. */
  name: z.string(),
  eventId: z.string(),
  timeMs: z.number(),
  action: z.string(),
  credential: z.string().nullable(),
  /** null where the record does not name the thing. */
  command: z.string().nullable(),
  leaves: z.string(),
  done: Ended.nullable(),
});

/** What may still act, or bring somebody back: of an identity's newest credentials and what came from them, or of a task. */
export const getRemains = defineEndpoint({
  method: "GET",
  path: "/api/v1/tasks/remains",
  role: "viewer",
  input: z.object({
    of: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("task"), task: z.string().min(1).max(4096) }),
      z.object({ kind: z.literal("identity"), identity: z.string().min(1).max(4096) }),
    ]),
    /** null: now. */
    at: z.iso.datetime({ offset: true }).nullable().default(null),
  }),
  output: z.object({
    atMs: z.number(),
    /** Credentials that were looked at; the rest of an identity's are older. */
    looked: z.number(),
    live: z.array(LiveCredential),
    made: z.array(MadeThing),
    madeInAll: z.number(),
  }),
});
export type Remains = z.infer<typeof getRemains.output>;
