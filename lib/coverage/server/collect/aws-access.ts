import { BedrockClient } from "@aws-sdk/client-bedrock";
import { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { AWS_ATTEMPTS, credentialsOf, type S3Access } from "@/lib/ingest/s3/s3-access";

/** Whose rights are used, but for the role that is taken in each account. */
export type AwsAccess = Omit<S3Access, "roleArn">;

const CONNECT_MS = 10_000;
const SILENCE_MS = 30_000;

type Clients = { readonly region: string; readonly access: AwsAccess };

/** A client for one Region: with the rights of a role, or where that is null with one's own. */
export function cloudTrailIn(asked: Clients & { readonly roleArn: string | null }): CloudTrailClient {
  return new CloudTrailClient(configOf(asked));
}

/** The same for Bedrock: never with an API key of the environment, which is another account's. */
export function bedrockIn(asked: Clients & { readonly roleArn: string | null }): BedrockClient {
  return new BedrockClient({ ...configOf(asked), authSchemePreference: ["aws.auth#sigv4"] });
}

/** A client for the accounts of the organisation, with one's own rights. */
export function organizationsIn(asked: Clients): OrganizationsClient {
  return new OrganizationsClient(configOf({ ...asked, roleArn: null }));
}

function configOf({ region, access, roleArn }: Clients & { readonly roleArn: string | null }) {
  const credentials = credentialsOf({ ...access, roleArn });
  return {
    region,
    ...(credentials === undefined ? {} : { credentials }),
    maxAttempts: AWS_ATTEMPTS,
    requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: SILENCE_MS },
    ...(access.endpoint === null ? {} : { endpoint: access.endpoint }),
  };
}
