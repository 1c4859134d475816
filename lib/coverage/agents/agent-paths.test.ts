import { describe, expect, it } from "vitest";
import type { CellResult } from "../contract";
import { recordFacts } from "../record-facts";
import type { ActingRole, AgentEvidence } from "./agent-evidence";
import { agentPaths } from "./agent-paths";
import type { Part } from "./parts-in";

const ACCOUNT = "111122223333";
const DATA = "444455556666";
const AGENT = `arn:aws:bedrock:eu-west-1:${ACCOUNT}:agent/AG1`;
const BASE = `arn:aws:bedrock:eu-west-1:${ACCOUNT}:knowledge-base/KB1`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/service-role/agent-role`;
const INDEX = `arn:aws:s3vectors:eu-west-1:${DATA}:bucket/vectors/index/docs`;

/** The parts that a call leaves known, as its record says them. */
const partsOf = (eventName: string, request: object, response: object | null = null): Part[] =>
  recordFacts(
    {
      eventSource: "bedrock.amazonaws.com",
      eventName,
      eventTime: "2026-10-05T10:00:00Z",
      awsRegion: "eu-west-1",
      recipientAccountId: ACCOUNT,
      eventID: "e",
      requestParameters: request,
      responseElements: response,
    },
    { knownAtMs: 0, trust: "delivered" },
  ).flatMap((fact) => (fact.aspect === "part" ? [fact.value] : []));

const RELEASE = [
  ...partsOf("UpdateAgent", {
    agentId: "AG1",
    foundationModel: "anthropic.claude-sonnet-4-5-20250929-v1:0",
    agentResourceRoleArn: ROLE,
  }),
  ...partsOf("AssociateAgentKnowledgeBase", { agentId: "AG1", knowledgeBaseId: "KB1" }),
  ...partsOf("CreateKnowledgeBase", {
    knowledgeBaseId: "KB1",
    storageConfiguration: { s3VectorsConfiguration: { indexArn: INDEX } },
  }),
  ...partsOf("CreateDataSource", {
    knowledgeBaseId: "KB1",
    dataSourceConfiguration: { s3Configuration: { bucketArn: "arn:aws:s3:::docs" } },
  }),
];

const role: ActingRole = {
  id: "r",
  name: "agent-role",
  arn: null,
  account: ACCOUNT,
  isAgent: true,
  calls: [
    {
      resource: "arn:aws:s3:::docs",
      source: "s3.amazonaws.com",
      name: "GetObject",
      category: 2,
      account: DATA,
      region: "eu-west-1",
      events: 3,
      lastMs: 5,
    },
  ],
};

const result = (state: CellResult["state"]): CellResult => ({
  state,
  lastKnown: null,
  dimensions: [],
  decidedBy: [],
  because: "",
  marks: [],
  held: null,
});

const evidence = (changes: Partial<AgentEvidence> = {}): AgentEvidence => ({
  parts: RELEASE,
  named: [],
  roles: [role],
  placeOf: () => ({ account: null, region: null }),
  ...changes,
});
const paths = (changes: Partial<AgentEvidence> = {}) =>
  agentPaths(evidence(changes), ({ account }) => result(account === DATA ? "not-logged" : "logged"));

describe("the path of an agent", () => {
  it("reaches over its knowledge base to storage and vectors in another account, and names the worst link there", () => {
    const [agent, ...others] = paths();
    expect(others).toEqual([]);
    expect(agent?.worst).toBe("not-logged");
    expect(agent?.missing).toMatch(
      /^Agent invocation is logged, but .* in the linked account 444455556666, eu-west-1: not logged, and 1 more\.$/,
    );
    expect(agent?.steps.map(({ relation, account }) => [relation, account])).toEqual([
      ["storage", DATA],
      ["vectors", DATA],
      ["itself", ACCOUNT],
      ["knowledge-base", ACCOUNT],
      ["model", ACCOUNT],
    ]);
  });

  it("counts what the role called for the declared thing, and takes a bucket's account from there", () => {
    const storage = paths()[0]?.steps.find(({ relation }) => relation === "storage");
    expect(storage).toMatchObject({ isConfigured: true, events: 3, account: DATA });
    const silent = paths({ roles: [] })[0];
    expect(silent?.steps.find(({ relation }) => relation === "storage")).toMatchObject({
      account: null,
      state: "unknown",
    });
    expect(silent?.gaps).toEqual(["Nothing that its role agent-role did is here."]);
  });

  it("follows what is taken away, and shows a deleted agent no more", () => {
    const parted = [
      ...RELEASE.filter(({ part }) => part !== BASE),
      ...partsOf("DisassociateAgentKnowledgeBase", { agentId: "AG1", knowledgeBaseId: "KB1" }),
    ];
    expect(paths({ parts: parted })[0]?.steps.some(({ relation }) => relation === "vectors")).toBe(false);
    const gone = [
      ...RELEASE.filter(({ relation }) => relation !== "itself"),
      ...partsOf("DeleteAgent", { agentId: "AG1" }),
    ];
    expect(paths({ parts: gone }).map(({ arn }) => arn)).toEqual([null]);
  });

  it("says what is not known of an agent that is only seen, and keeps a role that is known to be an agent's", () => {
    const seen = paths({ parts: [], named: [`${AGENT.replace(":agent/", ":agent-alias/")}/LIVE`] });
    expect(seen.map(({ kind }) => kind)).toEqual(["Role of an agent", "Bedrock agent"]);
    expect(seen[1]?.gaps).toHaveLength(2);
  });

  it("is not led astray by parts that hold each other, or by text that is no ARN", () => {
    const circle: Part[] = [
      { whole: AGENT, part: BASE, relation: "knowledge-base", isIn: true },
      { whole: BASE, part: AGENT, relation: "agent", isIn: true },
    ];
    expect(paths({ parts: circle, roles: [] })).toHaveLength(1);
    expect(
      partsOf("CreateDataSource", {
        knowledgeBaseId: "KB1",
        dataSourceConfiguration: { s3Configuration: { bucketArn: "<b>" } },
      }),
    ).toEqual([]);
  });
});
