/** Calls that give out something with which somebody can go on elsewhere: a possible hand-off, never a link. */
export const HAND_OFF_ACTIONS: readonly string[] = [
  "secretsmanager.amazonaws.com:GetSecretValue",
  "secretsmanager.amazonaws.com:BatchGetSecretValue",
  "ssm.amazonaws.com:GetParameter",
  "ssm.amazonaws.com:GetParameters",
  "ssm.amazonaws.com:GetParametersByPath",
  "ssm.amazonaws.com:GetParameterHistory",
  "bedrock-agentcore.amazonaws.com:GetResourceApiKey",
  "bedrock-agentcore.amazonaws.com:GetResourceOauth2Token",
  "apigateway.amazonaws.com:GetApiKey",
  "apigateway.amazonaws.com:GetApiKeys",
  "ecr.amazonaws.com:GetAuthorizationToken",
  "redshift.amazonaws.com:GetClusterCredentials",
];
