import type { OperationFamily } from "./operation-family";

/** The services of which calls through VPC endpoints are known to be recorded, of those that agents use: the full list of 2026 has 68. */
const SERVICES: readonly (readonly [source: string, title: string, isFollowed: boolean])[] = [
  ["s3.amazonaws.com", "S3", true],
  ["bedrock.amazonaws.com", "Bedrock", true],
  ["bedrock-agentcore.amazonaws.com", "AgentCore", true],
  ["agent-registry.amazonaws.com", "Agent Registry", false],
  ["aws-external-anthropic.amazonaws.com", "Claude Platform", false],
  ["sagemaker.amazonaws.com", "SageMaker", false],
  ["sts.amazonaws.com", "STS", true],
  ["kms.amazonaws.com", "KMS", false],
  ["secretsmanager.amazonaws.com", "Secrets Manager", true],
  ["s3vectors.amazonaws.com", "S3 Vectors", false],
  ["dynamodb.amazonaws.com", "DynamoDB", false],
  ["lambda.amazonaws.com", "Lambda", false],
  ["rekognition.amazonaws.com", "Rekognition", false],
  ["textract.amazonaws.com", "Textract", false],
  ["transcribe.amazonaws.com", "Transcribe", false],
  ["comprehendmedical.amazonaws.com", "Comprehend Medical", false],
  ["athena.amazonaws.com", "Athena", false],
  ["glue.amazonaws.com", "Glue", false],
  ["states.amazonaws.com", "Step Functions", false],
  ["sso.amazonaws.com", "IAM Identity Center", false],
  ["cloudtrail.amazonaws.com", "CloudTrail", false],
];

const AI_SERVICES = /^(bedrock|agent-registry|aws-external-anthropic|sagemaker)/;

/** Network activity events: what the owner of a VPC endpoint sees of calls through it. */
export const NETWORK_FAMILIES: readonly OperationFamily[] = SERVICES.map(([source, title, isFollowed]) => ({
  id: `NetworkActivity:${source}`,
  title: `${title} through VPC endpoints`,
  group: "Network activity",
  eventClass: { category: "NetworkActivity", sources: [source], resourceType: null, operations: [], isOpen: true },
  ai: AI_SERVICES.test(source),
  isFollowed,
  recordedIn: null,
  isLoggable: true,
  proves: "Which calls went through the endpoint, those of foreign principals and those that its policy refused too.",
  neverContains: "Parameters, resources and, for foreign callers, the role or key.",
  instead: "The service's own management and data events.",
  certainty: "confirmed",
  basis: "CloudTrail user guide with real records",
}));
