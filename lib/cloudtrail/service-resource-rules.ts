import { ANY, as, request, type ResourceRules, response } from "./resource-rules";

const S3_KEY = as("key", request("kmsKey", "x-amz-server-side-encryption-aws-kms-key-id"));

/** Storage, secrets, keys, functions, identities and trails. */
export const SERVICE_RESOURCE_RULES: readonly ResourceRules[] = [
  {
    sources: ["s3.amazonaws.com"],
    events: [
      {
        names: ["CopyObject", "UploadPartCopy"],
        places: [
          request("object", "bucketName", "key"),
          as("source", request("copySource", "x-amz-copy-source")),
          S3_KEY,
        ],
      },
      { names: ANY, places: [request("object", "bucketName", "key"), request("bucket", "bucketName"), S3_KEY] },
    ],
  },
  {
    sources: ["s3express.amazonaws.com"],
    events: [
      { names: ANY, places: [request("expressObject", "bucketName", "key"), request("expressBucket", "bucketName")] },
    ],
  },
  {
    sources: ["secretsmanager.amazonaws.com"],
    events: [
      {
        names: ANY,
        places: [
          response("secret", "aRN"),
          response("secret", "ARN"),
          response("secret", "arn"),
          request("secret", "secretId"),
          request("secret", "secretIdList[]"),
          request("secret", "name"),
          as("key", request("kmsKey", "kmsKeyId")),
        ],
      },
    ],
  },
  {
    sources: ["ssm.amazonaws.com"],
    events: [
      {
        names: [
          "GetParameter*",
          "PutParameter",
          "DeleteParameter*",
          "LabelParameterVersion",
          "UnlabelParameterVersion",
        ],
        places: [
          request("parameter", "name"),
          request("parameter", "names[]"),
          request("parameter", "path"),
          as("key", request("kmsKey", "keyId")),
        ],
      },
      { names: ["StartSession"], places: [request("instance", "target"), request("document", "documentName")] },
      {
        names: ["SendCommand", "GetCommandInvocation", "StartAutomationExecution"],
        places: [
          request("instance", "instanceIds[]"),
          request("instance", "instanceId"),
          request("document", "documentName"),
        ],
      },
    ],
  },
  {
    sources: ["kms.amazonaws.com"],
    events: [
      {
        names: ["ReEncrypt"],
        places: [
          as("destination", request("kmsKey", "destinationKeyId")),
          as("source", request("kmsKey", "sourceKeyId")),
        ],
      },
      {
        names: ANY,
        places: [
          response("kmsKey", "keyMetadata.arn"),
          request("kmsKey", "keyId"),
          request("kmsKey", "targetKeyId"),
          request("kmsAlias", "aliasName"),
          // Who uses the key: the only tie between a decryption and the secret, parameter or object that it opens.
          request("arnOnly", "encryptionContext.SecretARN"),
          request("arnOnly", "encryptionContext.PARAMETER_ARN"),
          request("arnOnly", "encryptionContext.aws:s3:arn"),
          request("arnOnly", "encryptionContext.aws:lambda:FunctionArn"),
          as("role", request("arnOnly", "granteePrincipal")),
        ],
      },
    ],
  },
  {
    sources: ["lambda.amazonaws.com"],
    events: [
      {
        names: ANY,
        places: [
          response("function", "functionArn"),
          request("function", "functionName"),
          request("function", "resource"),
          as("source", request("arnOnly", "eventSourceArn")),
          as("related", request("arnOnly", "layers[]")),
          as("role", request("role", "role")),
        ],
      },
    ],
  },
  {
    sources: ["dynamodb.amazonaws.com", "streams.dynamodb.amazonaws.com"],
    events: [
      { names: ["GetRecords", "GetShardIterator", "DescribeStream"], places: [request("arnOnly", "streamArn")] },
      {
        names: ANY,
        places: [
          request("table", "tableName"),
          request("table", "tableArn"),
          request("table", "requestItems{}"),
          request("table", "transactItems[].get.tableName"),
          request("table", "transactItems[].put.tableName"),
          request("table", "transactItems[].update.tableName"),
          request("table", "transactItems[].delete.tableName"),
          request("arnOnly", "exportArn"),
          as("destination", request("bucket", "s3Bucket")),
        ],
      },
    ],
  },
  {
    sources: ["sts.amazonaws.com"],
    events: [{ names: ["AssumeRole*"], places: [request("role", "roleArn"), request("arnOnly", "principalArn")] }],
  },
  {
    sources: ["rolesanywhere.amazonaws.com"],
    events: [
      {
        names: ["CreateSession"],
        places: [request("arnOnly", "roleArn"), request("arnOnly", "trustAnchorArn"), request("arnOnly", "profileArn")],
      },
    ],
  },
  {
    sources: ["eks-auth.amazonaws.com"],
    events: [{ names: ["AssumeRoleForPodIdentity"], places: [request("cluster", "clusterName")] }],
  },
  {
    sources: ["iam.amazonaws.com"],
    events: [
      {
        names: ANY,
        places: [
          response("role", "role.arn"),
          request("instanceProfile", "instanceProfileName"),
          request("role", "roleName"),
          request("group", "groupName"),
          response("user", "user.arn"),
          request("user", "userName"),
          response("user", "accessKey.userName"),
          response("policy", "policy.arn"),
          request("policy", "policyArn"),
          request("policy", "permissionsBoundary"),
          request("accessKey", "accessKeyId"),
          response("accessKey", "accessKey.accessKeyId"),
          request("arnOnly", "serialNumber"),
          request("arnOnly", "sAMLProviderArn"),
          request("arnOnly", "openIDConnectProviderArn"),
          response("arnOnly", "openIDConnectProviderArn"),
        ],
      },
    ],
  },
  {
    sources: ["cloudtrail.amazonaws.com"],
    events: [
      {
        names: [
          "CreateTrail",
          "UpdateTrail",
          "DeleteTrail",
          "StartLogging",
          "StopLogging",
          "PutEventSelectors",
          "PutInsightSelectors",
        ],
        places: [
          response("trail", "trailARN"),
          request("trail", "name"),
          request("trail", "trailName"),
          request("eventDataStore", "eventDataStore"),
          as("destination", request("bucket", "s3BucketName")),
          as("key", request("kmsKey", "kmsKeyId")),
        ],
      },
      {
        // Asked for by name, a trail may be the shadow of one that lives in another Region.
        names: ANY,
        places: [
          request("arnOnly", "name"),
          request("arnOnly", "trailName"),
          response("arnOnly", "eventDataStoreArn"),
          request("eventDataStore", "eventDataStore"),
        ],
      },
    ],
  },
  {
    sources: ["sqs.amazonaws.com"],
    events: [
      {
        names: ANY,
        places: [request("queueOfUrl", "queueUrl"), response("queueOfUrl", "queueUrl"), request("queue", "queueName")],
      },
    ],
  },
  {
    sources: ["sns.amazonaws.com"],
    events: [
      {
        names: ANY,
        places: [
          request("topic", "topicArn"),
          request("arnOnly", "targetArn"),
          response("topic", "topicArn"),
          request("arnOnly", "subscriptionArn"),
        ],
      },
    ],
  },
  {
    sources: ["states.amazonaws.com"],
    events: [
      {
        names: ANY,
        places: [
          request("arnOnly", "stateMachineArn"),
          response("arnOnly", "stateMachineArn"),
          request("arnOnly", "executionArn"),
          request("arnOnly", "activityArn"),
          response("arnOnly", "executionArn"),
          as("role", request("arnOnly", "roleArn")),
        ],
      },
    ],
  },
  {
    sources: ["rdsdata.amazonaws.com"],
    events: [{ names: ANY, places: [request("arnOnly", "resourceArn"), request("arnOnly", "secretArn")] }],
  },
  {
    sources: ["ec2-instance-connect.amazonaws.com"],
    events: [{ names: ANY, places: [request("instance", "instanceId")] }],
  },
];
