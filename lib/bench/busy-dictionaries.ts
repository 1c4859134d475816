/** The identity that has most events in a busy store, by its ARN and its id. */
export const BUSY_ROLE = "arn:aws:iam::111122220001:role/busy";
export const BUSY_IDENTITY = "00000000-0000-4000-8000-000000000001";

/** Real calls of a data pipeline, the most frequent first. */
const CALLS = [
  "s3 GetObject 2",
  "s3 PutObject 2",
  "sts AssumeRole 1",
  "s3 HeadObject 2",
  "kms Decrypt 1",
  "dynamodb GetItem 2",
  "s3 ListObjects 2",
  "kms GenerateDataKey 1",
  "sqs ReceiveMessage 2",
  "dynamodb PutItem 2",
  "secretsmanager GetSecretValue 1",
  "lambda Invoke 2",
  "sqs SendMessage 2",
  "sts GetCallerIdentity 1",
  "ssm GetParameter 1",
  "logs CreateLogStream 1",
  "s3 DeleteObject 2",
  "ec2 DescribeInstances 1",
  "bedrock InvokeModel 1",
  "ecr GetAuthorizationToken 1",
  "glue GetTable 1",
  "athena StartQueryExecution 1",
  "s3 GetBucketLocation 1",
  "iam GetRole 1",
  "sns Publish 2",
  "ec2 DescribeNetworkInterfaces 1",
  "iam ListRoles 1",
  "s3 GetBucketPolicy 1",
  "iam CreateAccessKey 1",
  "cloudtrail DescribeTrails 1",
] as const;

const values = (calls: readonly string[]): string =>
  calls
    .map((call) => {
      const [service = "", name = "", category = ""] = call.split(" ");
      return `('${service}.amazonaws.com', '${name}', ${category})`;
    })
    .join(", ");

const hashed = (of: string): string => `md5(${of})::uuid`;

/** Fills the dictionaries of an empty store; ids are given, so that events can be made of numbers alone. */
export const BUSY_DICTIONARIES: readonly string[] = [
  "insert into source (name, trust) values ('busy', 1)",
  "insert into account (account, name) select (111122220000 + n)::text, 'account ' || n from generate_series(1, 21) n",
  "insert into region (region) values ('us-east-1'), ('eu-west-1'), ('eu-central-1'), ('ap-southeast-2')",
  `insert into action (source, name, category) values ${values(CALLS)}`,
  "insert into error_code (code) values ('AccessDenied'), ('ThrottlingException'), ('NoSuchKey'), ('ValidationException')",
  "insert into address (address) select '10.' || n / 65536 || '.' || n / 256 % 256 || '.' || n % 256 from generate_series(1, 5001) n",
  `insert into user_agent (uid, user_agent)
   select ${hashed("'agent' || n")}, 'aws-sdk-java/2.' || n || ' Linux/6.1 app/pipeline-' || n from generate_series(1, 51) n`,
  `insert into principal (id, uid, kind, key, account, arn, unique_id, name) overriding system value
   select n, ${hashed("'principal' || n")}, 'role', 'role-' || n, '111122220001',
     case n when 1 then '${BUSY_ROLE}' else 'arn:aws:iam::111122220001:role/role-' || n end, 'AROA' || lpad(n::text, 17, '0'),
     case n when 1 then 'busy' else 'role-' || n end
   from generate_series(1, 2002) n`,
  `insert into identity (id, key, kind, name, account, arn, unique_id, human, reason)
   select case id when 1 then '${BUSY_IDENTITY}'::uuid else uid end, key, kind, name, account, arn, unique_id, 'non-human', 'a role' from principal`,
  `insert into principal_identity select p.id, i.id from principal p join identity i using (key)`,
  `insert into credential (id, uid, kind, key, principal_id, session_name) overriding system value
   select n, ${hashed("'credential' || n")}, 'temporary', 'ASIA' || lpad(n::text, 16, '0'), case when n <= 10000 then 1 else n - 10000 end, 'run-' || n
   from generate_series(1, 12002) n`,
  `insert into resource (id, uid, type, key, account, parent_id) overriding system value
   select n, ${hashed("'bucket' || n")}, 'AWS::S3::Bucket', 'arn:aws:s3:::bucket-' || n, '111122220001', null from generate_series(1, 501) n`,
  `insert into resource (id, uid, type, key, account, parent_id) overriding system value
   select n, ${hashed("'object' || n")}, 'AWS::S3::Object', 'arn:aws:s3:::bucket-' || 1 + n % 500 || '/part-' || n, '111122220001', 1 + n % 500
   from generate_series(1000, 182000) n`,
];
