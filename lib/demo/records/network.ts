import type { Random } from "../base/random";
import type { Network } from "./actor";

/** Addresses are from ranges that RFCs set aside for documentation, benchmarks and private use. */
export const OFFICE = "203.0.113.";
export const HOSTING = "198.51.100.";

/** The public address of a NAT gateway of an account: a few, and stable. */
export function natAddress(account: string, n: number): string {
  return `198.18.${Number(account.slice(0, 2)) % 250}.${10 + (n % 4)}`;
}

/** Inside a VPC. */
export function privateAddress(random: Random): string {
  return `10.${random.between(16, 31)}.${random.between(0, 255)}.${random.between(4, 250)}`;
}

export const AGENTS = {
  boto: "Boto3/1.40.61 md/Botocore#1.40.61 ua/2.1 os/linux#6.1.148-173.267.amzn2023.x86_64 md/arch#x86_64 lang/python#3.13.9 md/pyimpl#CPython cfg/retry-mode#standard Botocore/1.40.61",
  lambda:
    "Boto3/1.40.61 md/Botocore#1.40.61 ua/2.1 os/linux#5.10.245-267.amzn2.x86_64 md/arch#x86_64 lang/python#3.13.9 md/pyimpl#CPython exec-env/AWS_Lambda_python3.13 cfg/retry-mode#legacy Botocore/1.40.61",
  ecs: "aws-sdk-js/3.922.0 ua/2.1 os/linux#5.10.245 lang/js md/nodejs#22.21.0 exec-env/AWS_ECS_FARGATE api/dynamodb#3.922.0",
  java: "aws-sdk-java/2.54.14 md/io#sync md/http#Apache ua/2.1 os/Linux#6.1.148 lang/java#21.0.9 md/OpenJDK_64-Bit_Server_VM#21.0.9+10-LTS",
  go: "aws-sdk-go-v2/1.41.2 os/linux lang/go#1.25.3 md/GOOS#linux md/GOARCH#amd64",
  cli: "aws-cli/2.32.3 md/awscrt#0.28.4 ua/2.1 os/macos#25.0.0 md/arch#arm64 lang/python#3.13.9 md/pyimpl#CPython cfg/retry-mode#standard",
  cliLinux:
    "aws-cli/2.32.3 md/awscrt#0.28.4 ua/2.1 os/linux#6.8.0-kali md/arch#x86_64 lang/python#3.13.9 md/pyimpl#CPython",
  browser: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36",
  ssm: "aws-sdk-go/1.55.5 (go1.23.8; linux; amd64) amazon-ssm-agent/3.3.2299.0",
  httpx: "python-httpx/0.28.1",
  github:
    "aws-sdk-js/3.922.0 ua/2.1 os/linux#6.11.0-1018-azure lang/js md/nodejs#20.19.5 api/sts#3.922.0 configure-aws-credentials-for-github-actions",
  terraform:
    "APN/1.0 HashiCorp/1.0 Terraform/1.14.0 (+https://www.terraform.io) terraform-provider-aws/6.20.0 aws-sdk-go-v2/1.41.2",
} as const;

/** A host and its software. */
export function network(address: string, userAgent: string): Network {
  return { address, userAgent };
}
