import { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { fromNodeProviderChain, fromTemporaryCredentials } from "@aws-sdk/credential-providers";

/** Whose rights are used. Secrets are never among it: they come from the environment of the process. */
export type AwsAccess = {
  readonly profile: string | null;
  readonly externalId: string | null;
  /** In place of AWS; null for AWS. */
  readonly endpoint: string | null;
};

const ATTEMPTS = 8;
const CONNECT_MS = 10_000;
const SILENCE_MS = 30_000;

type Clients = { readonly region: string; readonly access: AwsAccess };

/** A client for one Region: with the rights of a role, or where that is null with one's own. */
export function cloudTrailIn(asked: Clients & { readonly roleArn: string | null }): CloudTrailClient {
  return new CloudTrailClient(configOf(asked));
}

/** A client for the accounts of the organisation, with one's own rights. */
export function organizationsIn(asked: Clients): OrganizationsClient {
  return new OrganizationsClient(configOf({ ...asked, roleArn: null }));
}

function configOf({ region, access, roleArn }: Clients & { readonly roleArn: string | null }) {
  const { profile, externalId, endpoint } = access;
  const ofServer = endpoint === null ? {} : { endpoint };
  const own = fromNodeProviderChain(profile === null ? {} : { profile });
  const credentials =
    roleArn === null
      ? own
      : fromTemporaryCredentials({
          masterCredentials: own,
          params: {
            RoleArn: roleArn,
            RoleSessionName: "wakeline-config",
            ...(externalId === null ? {} : { ExternalId: externalId }),
          },
          clientConfig: { region, maxAttempts: ATTEMPTS, ...ofServer },
        });
  return {
    region,
    credentials,
    maxAttempts: ATTEMPTS,
    requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: SILENCE_MS },
    ...ofServer,
  };
}
