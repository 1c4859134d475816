import { S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";
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
/** How often a call is tried before its failure counts. */
export const AWS_ATTEMPTS = 8;
const CONNECT_MS = 10_000;
const SILENCE_MS = 60_000;

const regionOfProcess = (): string => env.AWS_REGION ?? env.AWS_DEFAULT_REGION ?? REGION;

/** The credentials of the process, or of the role that they may assume. */
export function credentialsOf({ profile, roleArn, externalId, endpoint }: S3Access): S3ClientConfig["credentials"] {
  const own = fromNodeProviderChain(profile === null ? {} : { profile });
  if (roleArn === null) return own;
  return fromTemporaryCredentials({
    masterCredentials: own,
    params: {
      RoleArn: roleArn,
      RoleSessionName: "wakeline",
      ...(externalId === null ? {} : { ExternalId: externalId }),
    },
    clientConfig: {
      region: regionOfProcess(),
      maxAttempts: AWS_ATTEMPTS,
      ...(endpoint === null ? {} : { endpoint }),
    },
  });
}

/** A client that finds the bucket's Region by itself and waits longer and longer where S3 asks for it. */
export function makeS3(access: S3Access): S3Client {
  const { endpoint } = access;
  const ofStore = endpoint === null ? {} : { endpoint };
  const credentials = credentialsOf(access);
  return new S3Client({
    region: regionOfProcess(),
    ...(credentials === undefined ? {} : { credentials }),
    followRegionRedirects: endpoint === null,
    forcePathStyle: endpoint !== null,
    maxAttempts: AWS_ATTEMPTS,
    requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: SILENCE_MS },
    ...ofStore,
  });
}
