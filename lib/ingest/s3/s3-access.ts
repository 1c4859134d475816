import { S3Client } from "@aws-sdk/client-s3";
import { fromNodeProviderChain, fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import { env } from "@/lib/env";

/** Whose rights are used. Secrets are never among it: they come from the environment of the process. */
export type S3Access = {
  readonly profile: string | null;
  readonly roleArn: string | null;
  readonly externalId: string | null;
  /** Of an S3-compatible store; null for AWS. */
  readonly endpoint: string | null;
};

const REGION = "us-east-1";
const ATTEMPTS = 8;
const CONNECT_MS = 10_000;
const SILENCE_MS = 60_000;

/** A client that finds the bucket's Region by itself and waits longer and longer where S3 asks for it. */
export function makeS3({ profile, roleArn, externalId, endpoint }: S3Access): S3Client {
  const region = env.AWS_REGION ?? env.AWS_DEFAULT_REGION ?? REGION;
  const ofStore = endpoint === null ? {} : { endpoint };
  const own = fromNodeProviderChain(profile === null ? {} : { profile });
  const credentials =
    roleArn === null
      ? own
      : fromTemporaryCredentials({
          masterCredentials: own,
          params: {
            RoleArn: roleArn,
            RoleSessionName: "wakeline",
            ...(externalId === null ? {} : { ExternalId: externalId }),
          },
          clientConfig: { region, maxAttempts: ATTEMPTS, ...ofStore },
        });
  return new S3Client({
    region,
    credentials,
    followRegionRedirects: endpoint === null,
    forcePathStyle: endpoint !== null,
    maxAttempts: ATTEMPTS,
    requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: SILENCE_MS },
    ...ofStore,
  });
}
