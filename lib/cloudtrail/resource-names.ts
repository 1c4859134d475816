import { isAccountId } from "./arn";

/** Where a name in a request is looked up. */
export type NameScope = {
  readonly partition: string;
  readonly region: string;
  /** null where it is not certain in whose account a bare name lies. */
  readonly account: string | null;
};

/** How the names in a request become a key. A value that is an ARN already is taken as it is. */
export type NameForm = {
  readonly type: string;
  /** An ARN with `{p}` partition, `{r}` Region, `{a}` account, `{0}` and `{1}` the names. */
  readonly arn: string;
  /** The names as the template wants them, or the key itself; '' for no resource, null where only the name as sent is certain. */
  readonly prepare?: (names: readonly string[], scope: NameScope) => readonly string[] | string | null;
};

/** The ARN where account, Region and partition make it certain, else the name as sent; '' where the names name no resource. */
export function keyFor(form: NameForm, names: readonly string[], scope: NameScope): string {
  const prepared = form.prepare === undefined ? plainNames(names) : form.prepare(names, scope);
  if (typeof prepared === "string") return prepared;
  if (prepared === null || (scope.account === null && form.arn.includes("{a}"))) return names.join("/");
  return filled(form.arn, prepared, scope);
}

/** Templates, cut at their fields once: literal text at even places, the letter of a field at odd ones. */
const TEMPLATES = new Map<string, readonly string[]>();

function filled(template: string, names: readonly string[], scope: NameScope): string {
  let parts = TEMPLATES.get(template);
  if (parts === undefined) {
    parts = template.split(/\{([pra01])\}/);
    TEMPLATES.set(template, parts);
  }
  let text = "";
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] ?? "";
    text += index % 2 === 0 ? part : fieldOf(part, names, scope);
  }
  return text;
}

function fieldOf(field: string, names: readonly string[], scope: NameScope): string {
  if (field === "p") return scope.partition;
  if (field === "r") return scope.region;
  return field === "a" ? (scope.account ?? "") : (names[Number(field)] ?? "");
}

function plainNames(names: readonly string[]): readonly string[] | string {
  const last = names.at(-1) ?? "";
  return last.startsWith("arn:") ? last : names;
}

const lowerCase = (names: readonly string[]): readonly string[] | string => {
  const plain = plainNames(names);
  return typeof plain === "string" ? plain : plain.map((name) => name.toLowerCase());
};

/** A bucket name may be an access point: an ARN without a name of its own under `arn:aws:s3:::`. */
function bucketObject([bucket = "", key = ""]: readonly string[]): readonly string[] | string {
  return bucket.startsWith("arn:") ? `${bucket}/object/${key}` : [bucket, key];
}

/** `bucket/key`, with or without a leading slash and `?versionId=`, percent-encoded as an HTTP header is. */
function copySource([header = ""]: readonly string[]): readonly string[] | string | null {
  const version = header.indexOf("?versionId=");
  const path = decoded(version < 0 ? header : header.slice(0, version));
  if (path.startsWith("arn:")) return path;
  const source = path.startsWith("/") ? path.slice(1) : path;
  const slash = source.indexOf("/");
  return slash <= 0 ? null : [source.slice(0, slash), source.slice(slash + 1)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** `s3://bucket/prefix`: the bucket. */
function bucketOfUri([uri = ""]: readonly string[]): readonly string[] | string {
  if (!uri.startsWith("s3://")) return "";
  const slash = uri.indexOf("/", 5);
  return [slash < 0 ? uri.slice(5) : uri.slice(5, slash)];
}

const PROFILE_PREFIXES = new Set(["us", "eu", "apac", "ap", "jp", "au", "ca", "sa", "me", "il", "us-gov", "global"]);

/** `anthropic.claude-…` is a foundation model; with a geography in front it is an inference profile of the account. */
function modelName([id = ""]: readonly string[], scope: NameScope): readonly string[] | string | null {
  if (id.startsWith("arn:")) return id;
  const dot = id.indexOf(".");
  if (dot <= 0) return null;
  if (!PROFILE_PREFIXES.has(id.slice(0, dot)) || !id.includes(".", dot + 1)) return [id];
  return scope.account === null
    ? null
    : `arn:${scope.partition}:bedrock:${scope.region}:${scope.account}:inference-profile/${id}`;
}

/** `/path/name`, `name`, and `name:version`. */
function parameterName([name = ""]: readonly string[], scope: NameScope): readonly string[] | string | null {
  if (name.startsWith("arn:")) return name;
  const colon = name.indexOf(":");
  const bare = colon < 0 ? name : name.slice(0, colon);
  if (bare.startsWith("/aws/service/")) return `arn:${scope.partition}:ssm:${scope.region}::parameter${bare}`;
  return bare === "" ? null : [bare.startsWith("/") ? bare.slice(1) : bare];
}

/** Instances of EC2 begin with `i-`, other managed nodes with `mi-`; other targets are not resources. */
function instanceName([id = ""]: readonly string[], scope: NameScope): readonly string[] | string | null {
  if (id.startsWith("arn:")) return id;
  if (id.startsWith("i-")) return [id];
  if (!id.startsWith("mi-")) return "";
  return scope.account === null
    ? null
    : `arn:${scope.partition}:ssm:${scope.region}:${scope.account}:managed-instance/${id}`;
}

/** A key id or `alias/name`. */
function kmsKeyName([id = ""]: readonly string[]): readonly string[] | string {
  return id.startsWith("arn:") ? id : [id.startsWith("alias/") ? id : `key/${id}`];
}

/** A name, `name:qualifier`, `account:function:name[:qualifier]` or an ARN: the function without its qualifier. */
function functionName([name = ""]: readonly string[], scope: NameScope): readonly string[] | string | null {
  const parts = name.split(":");
  if (name.startsWith("arn:")) return parts[5] === "function" ? parts.slice(0, 7).join(":") : name;
  if (parts[1] === "function" && parts[2] !== undefined && isAccountId(parts[0] ?? "")) {
    return `arn:${scope.partition}:lambda:${scope.region}:${parts[0]}:function:${parts[2]}`;
  }
  return parts.length <= 2 ? [parts[0] ?? ""] : null;
}

/** `https://sqs.eu-west-1.amazonaws.com/123456789012/name` says account, Region and name. */
function queueOfUrl([url = ""]: readonly string[], scope: NameScope): string | null {
  const match = /^https:\/\/(?:sqs\.([a-z0-9-]+)|([a-z0-9-]+)\.queue)\.[a-z.]+\/(\d{12})\/([^/]+)$/.exec(url);
  const region = match?.[1] ?? match?.[2];
  return match === null || region === undefined ? null : `arn:${scope.partition}:sqs:${region}:${match[3]}:${match[4]}`;
}

/** AWS's own tools belong to `aws`, others to the account that made them. */
function toolName(kind: "code-interpreter" | "browser") {
  return ([id = ""]: readonly string[], scope: NameScope): readonly string[] | string => {
    if (id.startsWith("arn:")) return id;
    return id.startsWith("aws.") ? `arn:${scope.partition}:bedrock-agentcore:${scope.region}:aws:${kind}/${id}` : [id];
  };
}

/** A runtime given by id or ARN, with the endpoint's name after it. */
function runtimeEndpoint([runtime = "", endpoint = ""]: readonly string[]): readonly string[] | string {
  return runtime.startsWith("arn:") ? `${runtime}/runtime-endpoint/${endpoint}` : [runtime, endpoint];
}

function flowAlias([flow = "", alias = ""]: readonly string[]): readonly string[] | string {
  if (alias.startsWith("arn:")) return alias;
  return flow.startsWith("arn:") ? `${flow}/alias/${alias}` : [flow, alias];
}

/** A group and a name, or a name in the default group. */
function inGroup(names: readonly string[]): readonly string[] | string {
  const plain = plainNames(names);
  return typeof plain === "string" || plain.length > 1 ? plain : ["default", ...plain];
}

/** A bus, by its name or ARN, and a rule; the default bus is not in the ARN of its rules. */
function onBus(names: readonly string[]): readonly string[] | string {
  const [bus = "", rule] = names;
  if (rule === undefined) return plainNames(names);
  const name = lastSegment(bus);
  return [name === "default" ? rule : `${name}/${rule}`];
}

function lastSegment(text: string): string {
  return text.slice(text.lastIndexOf("/") + 1);
}

/** A name is that of one stack at a time; the ARN has an id after it, which requests by the name do not give. */
function stackName([stack = ""]: readonly string[]): readonly string[] | string {
  return stack.startsWith("arn:") ? stack.split("/").slice(0, 2).join("/") : [stack];
}

const iam = (type: string, resource: string): NameForm => ({ type, arn: `arn:{p}:iam::{a}:${resource}/{0}` });
const bedrock = (type: string, resource: string): NameForm => ({ type, arn: `arn:{p}:bedrock:{r}:{a}:${resource}` });
const agentCore = (type: string, resource: string): NameForm => ({
  type: `AWS::BedrockAgentCore::${type}`,
  arn: `arn:{p}:bedrock-agentcore:{r}:{a}:${resource}`,
});

/**
 * IAM names are unique in an account whatever their path, and requests give no path: such a key has none, as STS writes roles.
 * A secret's name gives what AWS calls its partial ARN, without the six characters at the end.
 */
export const NAME_FORMS = {
  object: { type: "AWS::S3::Object", arn: "arn:{p}:s3:::{0}/{1}", prepare: bucketObject },
  bucket: { type: "AWS::S3::Bucket", arn: "arn:{p}:s3:::{0}" },
  copySource: { type: "AWS::S3::Object", arn: "arn:{p}:s3:::{0}/{1}", prepare: copySource },
  bucketOfUri: { type: "AWS::S3::Bucket", arn: "arn:{p}:s3:::{0}", prepare: bucketOfUri },
  expressObject: { type: "AWS::S3Express::Object", arn: "arn:{p}:s3express:{r}:{a}:bucket/{0}/{1}" },
  expressBucket: { type: "AWS::S3Express::Bucket", arn: "arn:{p}:s3express:{r}:{a}:bucket/{0}" },
  vectorIndex: { type: "AWS::S3Vectors::Index", arn: "arn:{p}:s3vectors:{r}:{a}:bucket/{0}/index/{1}" },
  vectorBucket: { type: "AWS::S3Vectors::VectorBucket", arn: "arn:{p}:s3vectors:{r}:{a}:bucket/{0}" },
  model: { type: "AWS::Bedrock::Model", arn: "arn:{p}:bedrock:{r}::foundation-model/{0}", prepare: modelName },
  agent: bedrock("AWS::Bedrock::Agent", "agent/{0}"),
  agentAlias: bedrock("AWS::Bedrock::AgentAlias", "agent-alias/{0}/{1}"),
  knowledgeBase: bedrock("AWS::Bedrock::KnowledgeBase", "knowledge-base/{0}"),
  flow: bedrock("AWS::Bedrock::Flow", "flow/{0}"),
  flowAlias: { ...bedrock("AWS::Bedrock::FlowAlias", "flow/{0}/alias/{1}"), prepare: flowAlias },
  guardrail: bedrock("AWS::Bedrock::Guardrail", "guardrail/{0}"),
  prompt: bedrock("AWS::Bedrock::Prompt", "prompt/{0}"),
  bedrockSession: bedrock("AWS::Bedrock::Session", "session/{0}"),
  mantleProject: { type: "AWS::BedrockMantle::Project", arn: "arn:{p}:bedrock-mantle:{r}:{a}:project/{0}" },
  anthropicWorkspace: {
    type: "AWS::AWSExternalAnthropic::Workspace",
    arn: "arn:{p}:aws-external-anthropic:{r}:{a}:workspace/{0}",
  },
  runtime: agentCore("Runtime", "runtime/{0}"),
  runtimeEndpoint: { ...agentCore("RuntimeEndpoint", "runtime/{0}/runtime-endpoint/{1}"), prepare: runtimeEndpoint },
  memory: agentCore("Memory", "memory/{0}"),
  gateway: agentCore("Gateway", "gateway/{0}"),
  codeInterpreter: {
    ...agentCore("CodeInterpreterCustom", "code-interpreter-custom/{0}"),
    prepare: toolName("code-interpreter"),
  },
  browser: { ...agentCore("BrowserCustom", "browser-custom/{0}"), prepare: toolName("browser") },
  workloadIdentity: agentCore("WorkloadIdentity", "workload-identity-directory/default/workload-identity/{0}"),
  oauthProvider: agentCore("OAuth2CredentialProvider", "token-vault/default/oauth2credentialprovider/{0}"),
  apiKeyProvider: agentCore("APIKeyCredentialProvider", "token-vault/default/apikeycredentialprovider/{0}"),
  tokenVault: agentCore("TokenVault", "token-vault/{0}"),
  agentRegistry: { type: "AWS::AgentRegistry::Registry", arn: "arn:{p}:agent-registry:{r}:{a}:registry/{0}" },
  secret: { type: "AWS::SecretsManager::Secret", arn: "arn:{p}:secretsmanager:{r}:{a}:secret:{0}" },
  parameter: { type: "AWS::SSM::Parameter", arn: "arn:{p}:ssm:{r}:{a}:parameter/{0}", prepare: parameterName },
  document: { type: "AWS::SSM::Document", arn: "arn:{p}:ssm:{r}:{a}:document/{0}" },
  instance: { type: "AWS::EC2::Instance", arn: "arn:{p}:ec2:{r}:{a}:instance/{0}", prepare: instanceName },
  kmsAlias: { type: "AWS::KMS::Alias", arn: "arn:{p}:kms:{r}:{a}:{0}" },
  kmsKey: { type: "AWS::KMS::Key", arn: "arn:{p}:kms:{r}:{a}:{0}", prepare: kmsKeyName },
  function: { type: "AWS::Lambda::Function", arn: "arn:{p}:lambda:{r}:{a}:function:{0}", prepare: functionName },
  table: { type: "AWS::DynamoDB::Table", arn: "arn:{p}:dynamodb:{r}:{a}:table/{0}" },
  endpoint: { type: "AWS::SageMaker::Endpoint", arn: "arn:{p}:sagemaker:{r}:{a}:endpoint/{0}", prepare: lowerCase },
  featureGroup: {
    type: "AWS::SageMaker::FeatureGroup",
    arn: "arn:{p}:sagemaker:{r}:{a}:feature-group/{0}",
    prepare: lowerCase,
  },
  role: iam("AWS::IAM::Role", "role"),
  user: iam("AWS::IAM::User", "user"),
  group: iam("AWS::IAM::Group", "group"),
  instanceProfile: iam("AWS::IAM::InstanceProfile", "instance-profile"),
  trail: { type: "AWS::CloudTrail::Trail", arn: "arn:{p}:cloudtrail:{r}:{a}:trail/{0}" },
  eventDataStore: { type: "AWS::CloudTrail::EventDataStore", arn: "arn:{p}:cloudtrail:{r}:{a}:eventdatastore/{0}" },
  queue: { type: "AWS::SQS::Queue", arn: "arn:{p}:sqs:{r}:{a}:{0}" },
  queueOfUrl: { type: "AWS::SQS::Queue", arn: "", prepare: queueOfUrl },
  topic: { type: "AWS::SNS::Topic", arn: "arn:{p}:sns:{r}:{a}:{0}" },
  cluster: { type: "AWS::EKS::Cluster", arn: "arn:{p}:eks:{r}:{a}:cluster/{0}" },
  schedule: { type: "AWS::Scheduler::Schedule", arn: "arn:{p}:scheduler:{r}:{a}:schedule/{0}/{1}", prepare: inGroup },
  eventRule: { type: "AWS::Events::Rule", arn: "arn:{p}:events:{r}:{a}:rule/{0}", prepare: onBus },
  stack: { type: "AWS::CloudFormation::Stack", arn: "arn:{p}:cloudformation:{r}:{a}:stack/{0}", prepare: stackName },
  keyPair: { type: "AWS::EC2::KeyPair", arn: "arn:{p}:ec2:{r}:{a}:key-pair/{0}" },
  /** For fields that hold an ARN of whatever kind, or something that is no resource. */
  arnOnly: { type: "", arn: "", prepare: ([value = ""]: readonly string[]) => (value.startsWith("arn:") ? value : "") },
  accessKey: { type: "AWS::IAM::AccessKey", arn: "", prepare: () => null },
  policy: {
    type: "AWS::IAM::Policy",
    arn: "",
    prepare: ([arn = ""]: readonly string[]) => (arn.startsWith("arn:") ? arn : ""),
  },
} as const satisfies Readonly<Record<string, NameForm>>;

export type NameFormId = keyof typeof NAME_FORMS;
