import { agentRolesOf } from "./agent-roles-of";
import type { Traces } from "./issuance";
import { issuancesOf, ISSUING_CALLS } from "./issuances-of";
import type { IssuingRecord } from "./issuing-record";
import { LIFE_CALLS, lifeTurnsOf } from "./life-turns-of";
import { runMarksOf } from "./run-marks-of";
import { STARTING_CALLS } from "./starts-of";

type Reader = (record: IssuingRecord) => Partial<Traces>;
const issuances: Reader = (record) => ({ issuances: issuancesOf(record) });
const roles: Reader = (record) => ({ roles: agentRolesOf(record) });
const runs: Reader = (record) => ({ runs: runMarksOf(record) });
const lives: Reader = (record) => ({ lives: lifeTurnsOf(record) });

/** The names of calls of which a record says something beyond itself: a look at the name is all that any other record costs. */
const TELLING = tellingCalls([
  [issuances, ISSUING_CALLS],
  [
    roles,
    [
      "CreateAgent",
      "UpdateAgent",
      "CreateAgentRuntime",
      "UpdateAgentRuntime",
      "CreateGateway",
      "UpdateGateway",
      "CreateFlow",
      "UpdateFlow",
      "CreateKnowledgeBase",
      "UpdateKnowledgeBase",
    ],
  ],
  [
    runs,
    [
      "InvokeAgent",
      "InvokeInlineAgent",
      "InvokeAgentRuntime",
      "InvokeGateway",
      "InvokeMcp",
      "InvokeFlow",
      "CallTool",
      ...STARTING_CALLS,
    ],
  ],
  [lives, [...LIFE_CALLS.keys()]],
]);

function tellingCalls(all: readonly (readonly [Reader, readonly string[]])[]): ReadonlyMap<string, readonly Reader[]> {
  const calls = new Map<string, Reader[]>();
  for (const [read, names] of all) for (const name of names) calls.set(name, [...(calls.get(name) ?? []), read]);
  return calls;
}

/** What a record says of credentials, agents' roles, runs and lives; null for nearly all records. A failed call gives nothing. */
export function tracesOf(name: string, describe: () => IssuingRecord): Traces | null {
  const readers = TELLING.get(name);
  if (readers === undefined) return null;
  const record = describe();
  const told: Traces = Object.assign(
    { issuances: [], roles: [], runs: [], lives: [] },
    ...readers.map((read) => read(record)),
  );
  const said = told.issuances.length + told.roles.length + told.runs.length + told.lives.length;
  return said === 0 ? null : told;
}
