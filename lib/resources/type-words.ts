const WORDS: Readonly<Record<string, string>> = {
  "AWS::S3::Object": "S3 object",
  "AWS::S3::Bucket": "S3 bucket",
  "AWS::S3::AccessPoint": "S3 access point",
  "AWS::S3Express::Object": "S3 Express object",
  "AWS::S3Express::Bucket": "S3 directory bucket",
  "AWS::SecretsManager::Secret": "secret",
  "AWS::SSM::Parameter": "parameter",
  "AWS::KMS::Key": "KMS key",
  "AWS::KMS::Alias": "alias of a KMS key",
  "AWS::Lambda::Function": "Lambda function",
  "AWS::DynamoDB::Table": "DynamoDB table",
  "AWS::IAM::Role": "IAM role",
  "AWS::IAM::User": "IAM user",
  "AWS::IAM::Policy": "IAM policy",
  "AWS::Bedrock::Model": "Bedrock model",
  "AWS::Bedrock::Agent": "Bedrock agent",
  "AWS::Bedrock::AgentAlias": "alias of a Bedrock agent",
  "AWS::Bedrock::KnowledgeBase": "Bedrock knowledge base",
  "AWS::Bedrock::FlowAlias": "alias of a Bedrock flow",
};

/** What a type is called: `AWS::Glue::Table` is a Glue table. */
export function typeWords(type: string): string {
  if (type === "") return "kind not known";
  const known = WORDS[type];
  if (known !== undefined) return known;
  const [, service, name] = /^AWS::(\w+)::(\w+)$/.exec(type) ?? [];
  if (service === undefined || name === undefined) return type;
  return `${service} ${name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase()}`;
}

/** What its children are called, as many; null where it can have none worth a list of their own. */
export function childWords(type: string): string {
  if (type.endsWith("::Bucket")) return "objects";
  if (type === "AWS::Bedrock::Agent" || type === "AWS::Bedrock::Flow") return "aliases";
  return type === "AWS::Lambda::Function" ? "versions and aliases" : "things in it";
}

/** What records about such a thing never say. */
export function neverRecorded(type: string): string {
  if (type.startsWith("AWS::S3"))
    return "Records never have what an object contained, nor what lifecycle rules deleted.";
  if (type === "AWS::SecretsManager::Secret" || type === "AWS::SSM::Parameter")
    return "Records never have the value, nor where it was used outside AWS.";
  if (type.startsWith("AWS::KMS::"))
    return "Records never have the data; one with a bucket key stands for many objects.";
  if (type.startsWith("AWS::Bedrock")) return "Records never have prompts, answers or what an agent did inside.";
  return "Records never have the data itself.";
}
