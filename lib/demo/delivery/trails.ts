import { DAY, HOUR, MINUTE } from "../base/calendar";
import type { Window } from "../base/window";
import { ACCOUNTS, type Region } from "../organisation/accounts";
import type { Operation } from "../records/operation";

/** What of a record decides whether a trail takes it. */
export type Candidate = {
  readonly operation: Operation;
  readonly arn: string;
};

/** A time in which a trail's selectors were these. */
export type Phase = {
  readonly from: number;
  readonly to: number;
  /** As the CLI prints them: one of `EventSelectors` and `AdvancedEventSelectors`. */
  readonly selectors: object;
  /** The same in words of code: written by hand, not derived from the selectors. */
  readonly wants: (candidate: Candidate) => boolean;
  /** The classes taken whole or in part; `management` stands for the management events. */
  readonly classes: Readonly<Record<string, "all" | "part">>;
};

export type Span = { readonly from: number; readonly to: number; readonly why: string };

export type Trail = {
  readonly name: string;
  readonly arn: string;
  readonly owner: string;
  readonly home: Region;
  readonly multiRegion: boolean;
  readonly organisation: boolean;
  readonly globalEvents: boolean;
  readonly bucket: string;
  readonly validation: boolean;
  readonly insights: boolean;
  readonly phases: readonly Phase[];
  /** Logging was off. */
  readonly stopped: readonly Span[];
  /** Recorded, but the files never reached the bucket or the collection. */
  readonly lost: readonly (Span & { readonly account?: string })[];
};

const isManagement = ({ operation }: Candidate) => operation.dataType === null;
const field = (name: string, equals: readonly string[]) => ({ Field: name, Equals: equals });
const advanced = (selectors: readonly { readonly Name: string; readonly FieldSelectors: readonly object[] }[]) => ({
  AdvancedEventSelectors: selectors,
});
const MANAGEMENT = { Name: "Management events", FieldSelectors: [field("eventCategory", ["Management"])] };
const dataOf = (type: string) => ({
  Name: type.replaceAll("::", " "),
  FieldSelectors: [field("eventCategory", ["Data"]), field("resources.type", [type])],
});
const basic = (readWriteType: string, dataResources: readonly object[] = []) => ({
  EventSelectors: [
    {
      ReadWriteType: readWriteType,
      IncludeManagementEvents: true,
      DataResources: dataResources,
      ExcludeManagementEventSources: [],
    },
  ],
});

const PLAIN_TYPES = ["AWS::S3::Object", "AWS::Lambda::Function"] as const;
/** The assistants' trail leaves no way to an object out. */
const ASSISTANT_TYPES = [...PLAIN_TYPES, "AWS::S3::AccessPoint"] as const;
/** What the assistants' trail logs after its owners learnt what an agent does. Guardrails and tables stay out. */
const AGENT_TYPES = [
  ...ASSISTANT_TYPES,
  "AWS::Bedrock::AgentAlias",
  "AWS::Bedrock::KnowledgeBase",
  "AWS::S3Vectors::Index",
  "AWS::BedrockAgentCore::Runtime",
  "AWS::BedrockAgentCore::Gateway",
  "AWS::BedrockAgentCore::Memory",
  "AWS::BedrockAgentCore::CodeInterpreter",
  "AWS::BedrockAgentCore::WorkloadIdentity",
  "AWS::BedrockAgentCore::TokenVault",
] as const;

const all = (types: readonly string[]): Record<string, "all"> =>
  Object.fromEntries(["management", ...types].map((type) => [type, "all"] as const));

/** The moments at which the configuration of the trails changed. */
export function milestones(window: Window) {
  const stop = window.on(21, "01:30");
  return {
    agentTypesOn: window.on(8, "10:00"),
    lightsOff: stop,
    lightsOn: stop + 4 * HOUR,
    sandboxJoins: window.on(14, "09:00"),
    sandboxTrailDeleted: window.on(16, "11:00"),
    deliveryFails: window.on(11, "14:00"),
    deliveryWorks: window.on(11, "16:00"),
    exportHole: window.on(22, "00:00"),
    exportHoleEnds: window.on(22, "00:00") + DAY,
    longBefore: window.from - 400 * DAY,
    /** For a working day the dev trail also sums up its data events. */
    aggregatesOn: window.on(9, "08:00"),
    aggregatesOff: window.on(9, "18:00"),
    after: window.to + 30 * DAY,
  };
}
export type Milestones = ReturnType<typeof milestones>;

function organisationTrail(m: Milestones): Trail {
  return {
    name: "org-trail",
    arn: `arn:aws:cloudtrail:us-east-1:${ACCOUNTS.management.id}:trail/org-trail`,
    owner: ACCOUNTS.management.id,
    home: "us-east-1",
    multiRegion: true,
    organisation: true,
    globalEvents: true,
    bucket: "org-cloudtrail-222233334444",
    validation: false,
    insights: true,
    phases: [{ from: m.longBefore, to: m.after, selectors: basic("All"), wants: isManagement, classes: all([]) }],
    stopped: [],
    lost: [
      {
        from: m.exportHole,
        to: m.exportHoleEnds,
        account: ACCOUNTS.security.id,
        why: "the day's prefix was never copied out of the log bucket; a SIEM export without read-only events is all there is",
      },
    ],
  };
}

function assistantsTrail(m: Milestones): Trail {
  const phase = (from: number, to: number, types: readonly string[]): Phase => ({
    from,
    to,
    selectors: advanced([MANAGEMENT, ...types.map(dataOf)]),
    wants: ({ operation }) => operation.dataType === null || types.includes(operation.dataType),
    classes: all(types),
  });
  return {
    name: "assistants-trail",
    arn: `arn:aws:cloudtrail:eu-west-1:${ACCOUNTS["assistants-prod"].id}:trail/assistants-trail`,
    owner: ACCOUNTS["assistants-prod"].id,
    home: "eu-west-1",
    multiRegion: true,
    organisation: false,
    globalEvents: true,
    bucket: "assistants-cloudtrail-444455556666",
    validation: true,
    insights: false,
    phases: [phase(m.longBefore, m.agentTypesOn, ASSISTANT_TYPES), phase(m.agentTypesOn, m.after, AGENT_TYPES)],
    stopped: [{ from: m.lightsOff, to: m.lightsOn, why: "StopLogging" }],
    lost: [],
  };
}

function lakeSelectors(): object {
  const denied = [
    {
      Name: "Refused at the VPC endpoint",
      FieldSelectors: [
        field("eventCategory", ["NetworkActivity"]),
        field("eventSource", ["s3.amazonaws.com"]),
        field("errorCode", ["VpceAccessDenied"]),
      ],
    },
  ];
  return advanced([
    {
      Name: "Management without KMS",
      FieldSelectors: [
        field("eventCategory", ["Management"]),
        { Field: "eventSource", NotEquals: ["kms.amazonaws.com"] },
      ],
    },
    {
      Name: "Writes to the curated lake",
      FieldSelectors: [
        field("eventCategory", ["Data"]),
        field("resources.type", ["AWS::S3::Object"]),
        field("readOnly", ["false"]),
        { Field: "resources.ARN", StartsWith: ["arn:aws:s3:::lake-curated/"] },
      ],
    },
    ...denied,
  ]);
}

function lakeTrail(m: Milestones): Trail {
  return {
    name: "lake-trail",
    arn: `arn:aws:cloudtrail:us-east-1:${ACCOUNTS.data.id}:trail/lake-trail`,
    owner: ACCOUNTS.data.id,
    home: "us-east-1",
    multiRegion: false,
    organisation: false,
    globalEvents: true,
    bucket: "lake-cloudtrail-666677778888",
    validation: true,
    insights: false,
    phases: [
      {
        from: m.longBefore,
        to: m.after,
        selectors: lakeSelectors(),
        wants: ({ operation, arn }) => {
          if (operation.dataType === null) return operation.source !== "kms.amazonaws.com";
          if (operation.dataType === "NetworkActivity:s3.amazonaws.com") return true;
          return (
            operation.dataType === "AWS::S3::Object" &&
            !operation.readOnly &&
            arn.startsWith("arn:aws:s3:::lake-curated/")
          );
        },
        classes: { management: "part", "AWS::S3::Object": "part", "NetworkActivity:s3.amazonaws.com": "part" },
      },
    ],
    stopped: [],
    lost: [
      {
        from: m.deliveryFails,
        to: m.deliveryWorks,
        why: "the bucket policy refused CloudTrail for two hours, and what was retried later is not in the collection",
      },
    ],
  };
}

function devTrail(m: Milestones): Trail {
  const selectors = basic("All", [
    { Type: "AWS::S3::Object", Values: ["arn:aws:s3"] },
    { Type: "AWS::Lambda::Function", Values: ["arn:aws:lambda"] },
  ]);
  return {
    name: "dev-trail",
    arn: `arn:aws:cloudtrail:eu-central-1:${ACCOUNTS.dev.id}:trail/dev-trail`,
    owner: ACCOUNTS.dev.id,
    home: "eu-central-1",
    multiRegion: true,
    organisation: false,
    globalEvents: true,
    bucket: "dev-cloudtrail-777788889999",
    validation: false,
    insights: false,
    phases: [
      {
        from: m.longBefore,
        to: m.after,
        selectors,
        wants: ({ operation }) =>
          operation.dataType === null ||
          operation.dataType === "AWS::S3::Object" ||
          operation.dataType === "AWS::Lambda::Function",
        classes: all(PLAIN_TYPES),
      },
    ],
    stopped: [],
    lost: [],
  };
}

function sandboxTrail(m: Milestones): Trail {
  return {
    name: "sandbox-local",
    arn: `arn:aws:cloudtrail:ap-southeast-2:${ACCOUNTS.sandbox.id}:trail/sandbox-local`,
    owner: ACCOUNTS.sandbox.id,
    home: "ap-southeast-2",
    multiRegion: false,
    organisation: false,
    globalEvents: false,
    bucket: "sandbox-cloudtrail-888899990000",
    validation: false,
    insights: false,
    phases: [
      {
        from: m.longBefore,
        to: m.sandboxTrailDeleted,
        selectors: basic("WriteOnly"),
        wants: ({ operation }) => operation.dataType === null && !operation.readOnly,
        classes: { management: "part" },
      },
    ],
    stopped: [],
    lost: [],
  };
}

/** Every trail of the organisation, with its configuration over the whole window. */
export function trailsOf(window: Window): readonly Trail[] {
  const m = milestones(window);
  return [organisationTrail(m), assistantsTrail(m), lakeTrail(m), devTrail(m), sandboxTrail(m)];
}

const MEMBERS = new Set(Object.values(ACCOUNTS).map((account) => account.id));

/** Whether the organisation trail covers an account then: one joins in the middle. */
export function isMember(account: string, at: number, m: Milestones): boolean {
  if (account === ACCOUNTS.sandbox.id) return at >= m.sandboxJoins;
  return MEMBERS.has(account);
}

export const SLOT = 5 * MINUTE;
