import { describe, expect, it } from "vitest";
import { compileCoverage } from "./compile-coverage";
import type { Fact } from "./fact";
import { invocationLoggingWords } from "./invocation-logging-words";
import { readConfig } from "./read-config";
import { recordFacts } from "./record-facts";

const ACCOUNT = "111122223333";
const T = (day: number): number => Date.parse(`2026-10-0${day}T00:00:00Z`);

const read = (files: Readonly<Record<string, object>>) =>
  readConfig(
    Object.entries({ "snapshot.json": { takenAt: "2026-10-02T00:00:00Z", account: ACCOUNT }, ...files }).map(
      ([path, value]) => ({ path, value, modifiedMs: 0 }),
    ),
    { asOfMs: null, knownAtMs: 0 },
  );
const change = (eventName: string, requestParameters: object): Fact[] =>
  recordFacts(
    {
      eventSource: "bedrock.amazonaws.com",
      eventName,
      eventTime: "2026-10-04T00:00:00Z",
      awsRegion: "eu-west-1",
      recipientAccountId: ACCOUNT,
      eventID: "e",
      requestParameters,
    },
    { knownAtMs: 0, trust: "delivered" },
  );
const words = (facts: readonly Fact[], day: number, region = "eu-west-1") =>
  invocationLoggingWords(
    "management:model-inference",
    { account: ACCOUNT, region, atMs: T(day) },
    compileCoverage({ facts, held: [] }),
  );

const ON = { loggingConfig: { s3Config: { bucketName: "prompts", keyPrefix: "b" }, imageDataDeliveryEnabled: false } };
const NAME = "get-model-invocation-logging-configuration--eu-west-1.json";

describe("the logging of model invocations", () => {
  it("is told by imports and calls, each from its moment on, and is unknown elsewhere and before", () => {
    const facts = [...read({ [NAME]: ON }).facts, ...change("DeleteModelInvocationLoggingConfiguration", {})];
    expect(words(facts, 1)).toMatch(/is not known/);
    expect(words(facts, 3)).toMatch(/was on.*text, embedding, video, audio to s3:\/\/prompts\/b/);
    expect(words(facts, 5)).toMatch(/was off/);
    expect(words(facts, 3, "us-east-1")).toMatch(/is not known/);
    expect(words(change("PutModelInvocationLoggingConfiguration", {}), 5)).toMatch(/does not say/);
  });

  it("is off where the command answers nothing, and asks for the Region where no name says it", () => {
    expect(words(read({ [NAME]: {} }).facts, 3)).toMatch(/was off/);
    expect(read({ "invocations.json": ON }).missing[0]).toMatch(/--<region>\.json/);
  });

  it("is no matter of other families", () => {
    const model = compileCoverage({ facts: [], held: [] });
    const moment = { account: ACCOUNT, region: "eu-west-1", atMs: 0 };
    expect(invocationLoggingWords("AWS::BedrockMantle::Project", moment, model)).toBeNull();
  });
});

describe("descriptions of agents", () => {
  it("give their parts, with the account and Region that another file of the folder says", () => {
    const agentArn = `arn:aws:bedrock:eu-west-1:${ACCOUNT}:agent/AG1`;
    const knowledgeBaseArn = `arn:aws:bedrock:eu-west-1:${ACCOUNT}:knowledge-base/KB1`;
    const { facts, missing, skipped } = read({
      "get-agent.json": { agent: { agentId: "AG1", agentArn, foundationModel: "m.n" } },
      "get-agent-knowledge-base.json": {
        agentKnowledgeBase: { agentId: "AG1", knowledgeBaseId: "KB1", knowledgeBaseState: "ENABLED" },
      },
      "get-knowledge-base.json": { knowledgeBase: { knowledgeBaseId: "KB1", knowledgeBaseArn } },
      "get-data-source.json": {
        dataSource: {
          knowledgeBaseId: "KB1",
          dataSourceConfiguration: { s3Configuration: { bucketArn: "arn:aws:s3:::docs" } },
        },
      },
      "other.json": { hello: 1 },
    });
    const parts = facts.flatMap((fact) => (fact.aspect === "part" ? [[fact.value.relation, fact.value.part]] : []));
    expect(parts).toEqual(
      expect.arrayContaining([
        ["model", "arn:aws:bedrock:eu-west-1::foundation-model/m.n"],
        ["knowledge-base", knowledgeBaseArn],
        ["storage", "arn:aws:s3:::docs"],
      ]),
    );
    expect(missing).toEqual([]);
    expect(skipped.map(({ path }) => path)).toEqual(["other.json"]);
  });
});
