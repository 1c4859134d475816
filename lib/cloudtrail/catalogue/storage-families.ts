import { dataFamilies, type Common } from "./family-spec";
import type { OperationFamily } from "./operation-family";

const STORAGE: Common = {
  group: "Storage",
  source: "s3.amazonaws.com",
  ai: false,
  neverContains: "The content of objects.",
  instead: "Versions of the bucket; server access logs, which come late and not always.",
  certainty: "confirmed",
  basis: "CloudTrail user guide and real records",
};

const S3_READS =
  "GetObject HeadObject ListObjects ListObjectVersions GetObjectAcl GetObjectTagging GetObjectAttributes GetObjectLegalHold GetObjectRetention GetObjectTorrent ListParts ListMultipartUploads SelectObjectContent";
const S3_WRITES =
  "PutObject CopyObject DeleteObject DeleteObjects RestoreObject PutObjectAcl PutObjectTagging DeleteObjectTagging PutObjectLegalHold PutObjectRetention CreateMultipartUpload UploadPart UploadPartCopy CompleteMultipartUpload AbortMultipartUpload";

const BELOW: Common = {
  group: "Tools and queues",
  source: null,
  ai: false,
  neverContains: "Payloads.",
  instead: "The logs of the application behind it.",
  certainty: "confirmed",
  basis: "CloudTrail user guide",
};

/** Data events of what agents and other workloads touch most. */
export const STORAGE_FAMILIES: readonly OperationFamily[] = [
  ...dataFamilies(STORAGE, [
    {
      type: "S3::Object",
      title: "Objects",
      operations: { reads: S3_READS, writes: S3_WRITES },
      proves: "Who read, wrote, copied or deleted which object, and how many bytes moved.",
      isFollowed: true,
    },
    {
      type: "S3::AccessPoint",
      title: "Objects by access point",
      operations: { reads: S3_READS, writes: S3_WRITES },
      proves: "The same, for calls that came through an access point.",
    },
    {
      type: "S3Express::Object",
      title: "Objects of directory buckets",
      source: "s3express.amazonaws.com",
      operations: { reads: S3_READS, writes: S3_WRITES, either: "CreateSession" },
      proves: "Who read or wrote in directory buckets, which S3::Object does not hold.",
      certainty: "inferred",
    },
    {
      type: "S3Tables::Table",
      title: "Tables in S3",
      source: "s3tables.amazonaws.com",
      operations: {},
      proves: "Who read or wrote a table.",
      certainty: "inferred",
      isFollowed: true,
    },
    {
      type: "S3Tables::TableBucket",
      title: "Table buckets",
      source: "s3tables.amazonaws.com",
      operations: {},
      proves: "In which table bucket somebody read or wrote.",
      certainty: "inferred",
    },
  ]),
  ...dataFamilies(BELOW, [
    {
      type: "Lambda::Function",
      title: "Function invocation",
      source: "lambda.amazonaws.com",
      operations: { either: "Invoke" },
      proves: "Who invoked which function: the tools of agents.",
      isFollowed: true,
    },
    {
      type: "DynamoDB::Table",
      title: "Table items",
      source: "dynamodb.amazonaws.com",
      operations: {
        reads: "GetItem BatchGetItem Query Scan TransactGetItems",
        writes: "PutItem UpdateItem DeleteItem BatchWriteItem TransactWriteItems",
        either: "ExecuteStatement BatchExecuteStatement ExecuteTransaction GetRecords GetShardIterator",
      },
      proves: "Who read or wrote items of which table; with streams on, reads of the stream too.",
      neverContains: "The values of items.",
      instead: "The table's stream or point-in-time copies.",
      isFollowed: true,
    },
    {
      type: "Cognito::IdentityPool",
      title: "Credentials of identity pools",
      source: "cognito-identity.amazonaws.com",
      operations: {
        either: "GetCredentialsForIdentity GetId GetOpenIdToken GetOpenIdTokenForDeveloperIdentity UnlinkIdentity",
      },
      proves: "Which temporary key an identity of a pool got.",
      isFollowed: true,
    },
    {
      type: "RDS::DBCluster",
      title: "SQL by the Data API",
      source: "rdsdata.amazonaws.com",
      operations: {
        either: "ExecuteStatement BatchExecuteStatement BeginTransaction CommitTransaction RollbackTransaction",
      },
      proves: "Who ran SQL by the Data API; ordinary database connections leave no record.",
      neverContains: "What was read.",
      instead: "The database's own audit log.",
    },
    {
      type: "SNS::Topic",
      title: "Messages to topics",
      source: "sns.amazonaws.com",
      operations: { writes: "Publish PublishBatch" },
      proves: "Who published.",
    },
    {
      type: "SQS::Queue",
      title: "Messages in queues",
      source: "sqs.amazonaws.com",
      operations: {
        either: "SendMessage SendMessageBatch ReceiveMessage DeleteMessage DeleteMessageBatch ChangeMessageVisibility",
      },
      proves: "Who sent and took messages.",
    },
    {
      type: "StepFunctions::StateMachine",
      title: "State machines",
      source: "states.amazonaws.com",
      operations: { either: "InvokeHTTPEndpoint" },
      proves: "Which calls a state machine made to the outside; starts are management events.",
      certainty: "inferred",
    },
    {
      type: "Events::EventBus",
      title: "Events on buses",
      source: "events.amazonaws.com",
      operations: { either: "PutEvents" },
      proves: "Who put events.",
      certainty: "inferred",
    },
    {
      type: "Kinesis::Stream",
      title: "Stream records",
      source: "kinesis.amazonaws.com",
      operations: { either: "PutRecord PutRecords GetRecords GetShardIterator SubscribeToShard" },
      proves: "Who wrote and read a stream.",
    },
    {
      type: "SSMMessages::ControlChannel",
      title: "Hosts calling home",
      source: "ssmmessages.amazonaws.com",
      operations: { either: "CreateControlChannel OpenControlChannel" },
      proves: "Which host's agent was reachable.",
      certainty: "inferred",
    },
    {
      type: "SSM::ManagedNode",
      title: "Managed hosts",
      source: "ssm.amazonaws.com",
      operations: { either: "RequestManagedInstanceRoleToken" },
      proves: "Which host asked for credentials.",
      certainty: "inferred",
    },
    {
      type: "VerifiedPermissions::PolicyStore",
      title: "Authorisation decisions",
      source: "verifiedpermissions.amazonaws.com",
      operations: { either: "IsAuthorized IsAuthorizedWithToken BatchIsAuthorized BatchIsAuthorizedWithToken" },
      proves: "Which decisions were asked for.",
      certainty: "inferred",
    },
  ]),
];
