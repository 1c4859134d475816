/**
 * Calls by which somebody lets a service, function or job act: in their own name or by a role given to it. What it then does may not be tied to
 * them. By event source; `*` ends a name.
 */
const INDIRECT: Readonly<Record<string, string>> = {
  "athena.amazonaws.com": "StartQueryExecution StartSession StartCalculationExecution CreatePreparedStatement",
  "redshift-data.amazonaws.com": "ExecuteStatement BatchExecuteStatement",
  "rdsdata.amazonaws.com": "ExecuteStatement BatchExecuteStatement",
  "glue.amazonaws.com":
    "StartJobRun CreateJob UpdateJob StartCrawler CreateCrawler UpdateCrawler CreateSession RunStatement CreateTrigger",
  "lambda.amazonaws.com":
    "CreateFunction* UpdateFunctionConfiguration* UpdateFunctionCode* Invoke InvokeAsync InvokeWithResponseStream CreateEventSourceMapping* PublishLayerVersion* AddPermission*",
  "ec2.amazonaws.com":
    "RunInstances AssociateIamInstanceProfile ReplaceIamInstanceProfileAssociation ModifyInstanceAttribute RequestSpotInstances CreateLaunchTemplate*",
  "ecs.amazonaws.com": "RunTask StartTask RegisterTaskDefinition CreateService UpdateService ExecuteCommand",
  "eks.amazonaws.com": "CreatePodIdentityAssociation CreateAccessEntry CreateNodegroup CreateFargateProfile",
  "batch.amazonaws.com": "SubmitJob RegisterJobDefinition",
  "states.amazonaws.com": "StartExecution StartSyncExecution CreateStateMachine UpdateStateMachine",
  "codebuild.amazonaws.com": "StartBuild* CreateProject UpdateProject",
  "codepipeline.amazonaws.com": "StartPipelineExecution CreatePipeline UpdatePipeline",
  "sagemaker.amazonaws.com": "Create* Start* Update*",
  "bedrock.amazonaws.com":
    "CreateAgent* UpdateAgent* CreateKnowledgeBase UpdateKnowledgeBase CreateDataSource StartIngestionJob CreateModelInvocationJob CreateModelCustomizationJob InvokeAgent InvokeFlow InvokeInlineAgent CreateFlow UpdateFlow Retrieve* StartFlowExecution",
  "bedrock-agentcore.amazonaws.com": "Create* Update* Invoke* Start*",
  "elasticmapreduce.amazonaws.com": "RunJobFlow AddJobFlowSteps StartNotebookExecution",
  "emr-serverless.amazonaws.com": "StartJobRun",
  "ssm.amazonaws.com": "SendCommand StartSession StartAutomationExecution CreateAssociation*",
  "cloudformation.amazonaws.com": "CreateStack* UpdateStack* CreateChangeSet ExecuteChangeSet",
  "s3.amazonaws.com":
    "CreateJob PutBucketReplication PutReplicationConfiguration PutBucketLifecycle* PutBucketNotification* PutBucketInventory* CreateAccessPoint*",
  "datasync.amazonaws.com": "CreateTask StartTaskExecution",
  "dms.amazonaws.com": "CreateReplicationTask StartReplicationTask",
  "transfer.amazonaws.com": "CreateUser CreateServer UpdateUser",
  "scheduler.amazonaws.com": "CreateSchedule UpdateSchedule",
  "events.amazonaws.com": "PutTargets PutRule",
  "pipes.amazonaws.com": "CreatePipe UpdatePipe",
  "firehose.amazonaws.com": "CreateDeliveryStream UpdateDestination",
  "dynamodb.amazonaws.com":
    "ExportTableToPointInTime ImportTable RestoreTable* CreateBackup EnableKinesisStreamingDestination UpdateTimeToLive",
  "backup.amazonaws.com": "StartBackupJob StartRestoreJob",
  "aws-mcp.amazonaws.com": "CallTool",
  "iam.amazonaws.com":
    "CreateAccessKey CreateLoginProfile UpdateLoginProfile CreateServiceSpecificCredential ResetServiceSpecificCredential CreateSAMLProvider UpdateSAMLProvider CreateOpenIDConnectProvider AddClientIDToOpenIDConnectProvider UpdateAssumeRolePolicy CreateRole AddRoleToInstanceProfile UploadSigningCertificate CreateVirtualMFADevice",
  "rolesanywhere.amazonaws.com": "CreateProfile CreateTrustAnchor UpdateProfile",
  "organizations.amazonaws.com": "CreateAccount",
  "kms.amazonaws.com": "CreateGrant",
  "autoscaling.amazonaws.com": "CreateLaunchConfiguration CreateAutoScalingGroup UpdateAutoScalingGroup",
  "apprunner.amazonaws.com": "CreateService UpdateService",
  "apigateway.amazonaws.com": "PutIntegration UpdateIntegration CreateIntegration",
  "appsync.amazonaws.com": "CreateDataSource UpdateDataSource",
  "appflow.amazonaws.com": "CreateFlow UpdateFlow StartFlow",
  "iot.amazonaws.com": "CreateTopicRule ReplaceTopicRule",
  "config.amazonaws.com": "PutRemediationConfigurations StartRemediationExecution",
  "cognito-identity.amazonaws.com": "CreateIdentityPool UpdateIdentityPool SetIdentityPoolRoles",
  "sso.amazonaws.com": "CreateAccountAssignment PutInlinePolicyToPermissionSet",
  "lakeformation.amazonaws.com": "RegisterResource GetTemporaryGlue* GetTemporaryDataLocationCredentials",
  "redshift.amazonaws.com": "CreateCluster ModifyClusterIamRoles GetClusterCredentials*",
  "rds.amazonaws.com": "AddRoleToDBCluster AddRoleToDBInstance StartExportTask",
  "emr-containers.amazonaws.com": "StartJobRun",
  "kinesisanalytics.amazonaws.com": "CreateApplication UpdateApplication StartApplication",
  "osis.amazonaws.com": "CreatePipeline UpdatePipeline",
  "quicksight.amazonaws.com": "CreateDataSource UpdateDataSource CreateIngestion",
  "qbusiness.amazonaws.com": "CreateDataSource UpdateDataSource StartDataSourceSyncJob",
  "kendra.amazonaws.com": "CreateDataSource UpdateDataSource StartDataSourceSyncJob",
  "transcribe.amazonaws.com": "Start*",
  "textract.amazonaws.com": "Start*",
  "comprehend.amazonaws.com": "Start*",
  "rekognition.amazonaws.com": "Start*",
  "translate.amazonaws.com": "StartTextTranslationJob",
  "mediaconvert.amazonaws.com": "CreateJob",
  "macie2.amazonaws.com": "CreateClassificationJob",
  "storagegateway.amazonaws.com": "CreateNFSFileShare CreateSMBFileShare",
  "fsx.amazonaws.com": "CreateDataRepositoryAssociation CreateDataRepositoryTask",
};

const BY_SOURCE = new Map(Object.entries(INDIRECT).map(([source, names]) => [source, names.split(" ")]));

/** Whether a call lets somebody or something else act. */
export function isIndirect(source: string, name: string): boolean {
  return (BY_SOURCE.get(source) ?? []).some((wanted) =>
    wanted.endsWith("*") ? name.startsWith(wanted.slice(0, -1)) : wanted === name,
  );
}

/** The event sources of such calls. */
export const INDIRECT_SOURCES: readonly string[] = [...BY_SOURCE.keys()];
