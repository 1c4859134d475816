/** What a call does, as far as its name tells; the later in this list, the more it deserves a look of its own. */
export const CALL_KINDS = ["read", "write", "movement", "secret", "issuance"] as const;
export type CallKind = (typeof CALL_KINDS)[number];

/**
 * What calls of this name do: hand out credentials, give a secret, move data, change something, or only read or invoke.
 * By name alone, as AWS gives it; a name that nobody listed and that does not begin like a read counts as a write.
 */
export function callKindOf(source: string, name: string): CallKind {
  const service = source.endsWith(SUFFIX) ? source.slice(0, -SUFFIX.length) : source;
  for (const [kind, services] of SPECIAL) if (services[service]?.test(name) === true) return kind;
  return READS.test(name) ? "read" : "write";
}

const SUFFIX = ".amazonaws.com";
type ByService = Readonly<Record<string, RegExp>>;

/** Anything that gives its caller something to sign with. */
const ISSUANCE: ByService = {
  sts: /^(?:Assume|GetSessionToken|GetFederationToken|GetWebIdentityToken|GetDelegatedAccessToken)/,
  iam: /^(?:Create(?:AccessKey|LoginProfile|ServiceSpecificCredential)|UpdateLoginProfile|ResetServiceSpecificCredential|ChangePassword)$/,
  rolesanywhere: /^CreateSession$/,
  sso: /^GetRoleCredentials$/,
  "sso-oauth": /^CreateToken/,
  signin: /^(?:GetSigninToken|CreateOAuth2Token)/,
  "eks-auth": /^AssumeRoleForPodIdentity$/,
  "cognito-identity": /^(?:GetCredentialsForIdentity|GetOpenIdToken)/,
  "bedrock-agentcore": /^GetWorkloadAccessToken/,
  ecr: /^GetAuthorizationToken$/,
  codeartifact: /^GetAuthorizationToken$/,
  redshift: /^GetClusterCredentials/,
  "redshift-serverless": /^GetCredentials$/,
  lakeformation: /^GetTemporary/,
};

const SECRET: ByService = {
  secretsmanager: /^(?:Batch)?GetSecretValue$/,
  ssm: /^GetParameter(?:s|sByPath|History)?$/,
  kms: /^(?:Decrypt|ReEncrypt)/,
  "bedrock-agentcore": /^GetResource(?:ApiKey|Oauth2Token)$/,
  ec2: /^GetPasswordData$/,
  lightsail: /^(?:GetRelationalDatabaseMasterUserPassword|DownloadDefaultKeyPair|GetInstanceAccessDetails)$/,
};

const MOVEMENT: ByService = {
  s3: /^(?:GetObject|GetObjectTorrent|PutObject|CopyObject|UploadPart|UploadPartCopy|CompleteMultipartUpload|SelectObjectContent|PostObject|PutBucketReplication)$/,
  s3express: /^(?:GetObject|PutObject|CopyObject|UploadPart|CompleteMultipartUpload)$/,
  ec2: /^(?:CreateSnapshots?|CopySnapshot|ModifySnapshotAttribute|CopyImage|ModifyImageAttribute|ExportImage|CreateStoreImageTask|SharedSnapshot.*)$/,
  ebs: /^(?:GetSnapshotBlock|PutSnapshotBlock)$/,
  rds: /^(?:CopyDB(?:Cluster)?Snapshot|ModifyDB(?:Cluster)?SnapshotAttribute|StartExportTask)$/,
  dynamodb: /^(?:ExportTableToPointInTime|ImportTable|RestoreTable.*)$/,
  datasync: /^StartTaskExecution$/,
  backup: /^Start(?:Copy|Restore)Job$/,
};

const SPECIAL: readonly (readonly [CallKind, ByService])[] = [
  ["issuance", ISSUANCE],
  ["secret", SECRET],
  ["movement", MOVEMENT],
];

const READS =
  /^(?:Get|List|Describe|Head|Lookup|Search|Query|Scan|Select|BatchGet|BatchDescribe|BatchCheck|Check|Estimate|Validate|Verify|Preview|Simulate|Filter|Discover|View|Retrieve|Converse|Invoke|ApplyGuardrail$|Count|Receive|Resolve|Render|Generate(?:DataKey|Mac|Query|ServiceLastAccessedDetails|CredentialReport)|CreateInference$|Rerank$|Encrypt$|Sign$|Recognize|Test|Transact(?:Get)|PartiQLSelect)/;
