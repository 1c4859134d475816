import { KeySchema } from "./key-schema";

export const RECORD_KEYS = new KeySchema([
  "eventTime",
  "eventVersion",
  "userIdentity",
  "eventSource",
  "eventName",
  "awsRegion",
  "sourceIPAddress",
  "userAgent",
  "errorCode",
  "errorMessage",
  "requestParameters",
  "responseElements",
  "additionalEventData",
  "requestID",
  "eventID",
  "eventType",
  "apiVersion",
  "managementEvent",
  "readOnly",
  "resources",
  "recipientAccountId",
  "serviceEventDetails",
  "sharedEventID",
  "vpcEndpointId",
  "vpcEndpointAccountId",
  "eventCategory",
  "addendum",
  "sessionCredentialFromConsole",
  "edgeDeviceDetails",
  "tlsDetails",
  "eventContext",
  "annotation",
  "insightDetails",
  "timeWindow",
  "summary",
  "accountId",
  "@timestamp",
]);

export const IDENTITY_KEYS = new KeySchema([
  "type",
  "principalId",
  "arn",
  "accountId",
  "accessKeyId",
  "userName",
  "sessionContext",
  "invokedBy",
  "invokedByDelegate",
  "onBehalfOf",
  "credentialId",
  "inScopeOf",
  "identityProvider",
]);

export const SESSION_KEYS = new KeySchema([
  "sessionIssuer",
  "webIdFederationData",
  "attributes",
  "sourceIdentity",
  "ec2RoleDelivery",
  "ec2IssuedInVpc",
  "assumedRoot",
  "signInSessionArn",
]);

export const ISSUER_KEYS = new KeySchema(["type", "principalId", "arn", "accountId", "userName"]);

export const SESSION_ATTRIBUTE_KEYS = new KeySchema(["creationDate", "mfaAuthenticated"]);

export const RESOURCE_KEYS = new KeySchema(["ARN", "ARNPrefix", "accountId", "type"]);
