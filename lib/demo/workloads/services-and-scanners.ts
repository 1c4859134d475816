import { ALL_ACCOUNTS, ACCOUNTS, type Account, type AccountKey } from "../organisation/accounts";
import { KMS_KEY } from "../organisation/resources";
import { SECOND } from "../base/calendar";
import { awsService, untyped, userWithKey } from "../records/identity-forms";
import { AGENTS, natAddress, network, OFFICE as OFFICE_NET } from "../records/network";
import { plainCall } from "../records/plain-call";
import { listBuckets, touchBucket } from "../records/s3";
import { getSecretValue } from "../records/secrets";
import { assumeRole, assumeRoleByService, getCallerIdentity, getSessionToken } from "../records/sts";
import { rareForms } from "./rare-forms";
import { Leases, OFFICE, STEADY, type Workload } from "./workload";
import { longTermKey } from "../organisation/long-term-keys";

const SCANS: readonly (readonly [service: string, name: string])[] = [
  ["iam", "GetAccountSummary"],
  ["iam", "ListUsers"],
  ["iam", "ListAccessKeys"],
  ["ec2", "DescribeSecurityGroups"],
  ["ec2", "DescribeVolumes"],
  ["kms", "ListKeys"],
  ["lambda", "ListFunctions20150331"],
  ["cloudtrail", "DescribeTrails"],
  ["config", "DescribeConfigurationRecorders"],
  ["guardduty", "ListDetectors"],
  ["bedrock", "GetModelInvocationLoggingConfiguration"],
  ["bedrock", "ListGuardrails"],
];

/** The scanner of the security account visits another account: a chain over accounts, read only. */
function scan(leases: Leases): Workload["run"] {
  return (scene, at) => {
    const { random, world } = scene;
    const task = "5c1e9a7b3d5f4e2890ab12cd34ef5678";
    const scanner = leases.get("scanner", at, (issuedAt) =>
      assumeRoleByService(scene, {
        role: world.role("security", "security-scanner"),
        service: "ecs-tasks.amazonaws.com",
        sessionName: task,
        at: issuedAt,
        region: "us-east-1",
        network: network(natAddress(ACCOUNTS.security.id, 0), AGENTS.boto),
      }),
    );
    const target: Account = random.pick([ACCOUNTS.management, ...ALL_ACCOUNTS]);
    if (random.chance(0.1))
      getSecretValue(scene, scanner, {
        secret: `arn:aws:secretsmanager:us-east-1:${ACCOUNTS.security.id}:secret:scanner/api-Qm41Lx`,
        kmsKey: `arn:aws:kms:us-east-1:${ACCOUNTS.security.id}:key/4d5e6f70-8192-4a3b-8c4d-5e6f70819203`,
        at: at + SECOND,
      });
    const audit = assumeRole(scene, scanner, {
      role: world.role(target.key, "security-audit"),
      sessionName: "security-scanner",
      at: at + 2 * SECOND,
      region: "us-east-1",
      network: network(natAddress(ACCOUNTS.security.id, 0), AGENTS.boto),
    }).actor;
    SCANS.forEach(([service, name], n) => {
      const global = service === "iam";
      plainCall(scene, audit, {
        service,
        name,
        at: at + (4 + n) * SECOND,
        region: global ? "us-east-1" : target.region,
        request: null,
        ...(global ? { host: "iam.amazonaws.com" } : {}),
      });
    });
    listBuckets(scene, audit, { at: at + 20 * SECOND, region: target.region });
  };
}

/** AWS Config looks at everything through its service-linked role, without a key. */
function configuration(): Workload["run"] {
  return (scene, at) => {
    const { random, world } = scene;
    const { key, region }: { key: AccountKey; region: string } = random.pick([ACCOUNTS.data, ...ALL_ACCOUNTS]);
    const actor = assumeRoleByService(scene, {
      role: world.role(key, "AWSServiceRoleForConfig"),
      service: "config.amazonaws.com",
      sessionName: "AWSConfig-Describe",
      keyless: true,
      at,
      region,
      seconds: 3600,
      network: network("config.amazonaws.com", "config.amazonaws.com"),
      session: { invokedBy: "config.amazonaws.com" },
    }).actor;
    const looks = [
      ["ec2", "DescribeInstances"],
      ["ec2", "DescribeVpcs"],
      ["lambda", "ListFunctions20150331"],
      ["rds", "DescribeDBInstances"],
      ["iam", "ListRoles"],
      ["s3", "GetBucketPolicy"],
    ] as const;
    looks.forEach(([service, name], n) =>
      plainCall(scene, actor, {
        service,
        name,
        at: at + SECOND + n * 400,
        region: service === "iam" ? "us-east-1" : region,
        request: null,
      }),
    );
  };
}

/** Autoscaling and ECS through their service-linked roles. */
function scaling(): Workload["run"] {
  return (scene, at) => {
    const [account, role, service] = scene.random.chance(0.5)
      ? (["data", "AWSServiceRoleForAutoScaling", "autoscaling.amazonaws.com"] as const)
      : (["assistants-prod", "AWSServiceRoleForECS", "ecs.amazonaws.com"] as const);
    const { region } = ACCOUNTS[account];
    const actor = assumeRoleByService(scene, {
      role: scene.world.role(account, role),
      service,
      sessionName: service === "ecs.amazonaws.com" ? "ECSServiceLinked" : "AutoScaling",
      keyless: true,
      at,
      region,
      seconds: 3600,
      network: network(service, service),
      session: { invokedBy: service },
    }).actor;
    plainCall(scene, actor, {
      service: "ec2",
      name: "DescribeInstanceStatus",
      at: at + SECOND,
      region,
      request: { instancesSet: {} },
    });
    plainCall(scene, actor, {
      service: "elasticloadbalancing",
      name: "DescribeTargetHealth",
      at: at + 2 * SECOND,
      region,
      request: {
        targetGroupArn: `arn:aws:elasticloadbalancing:${region}:${ACCOUNTS[account].id}:targetgroup/web/73e2d6bc24d8a067`,
      },
    });
    plainCall(scene, actor, {
      service: "elasticloadbalancing",
      name: "RegisterTargets",
      write: true,
      at: at + 3 * SECOND,
      region,
      request: {
        targetGroupArn: `arn:aws:elasticloadbalancing:${region}:${ACCOUNTS[account].id}:targetgroup/web/73e2d6bc24d8a067`,
        targets: [{ id: "10.21.4.11", port: 8080 }],
      },
    });
  };
}

/** CloudTrail looks at its own bucket, KMS turns a key, health events: services for themselves. */
function housekeeping(): Workload["run"] {
  return (scene, at) => {
    const bucket = { name: "org-cloudtrail-222233334444", account: ACCOUNTS["log-archive"].id, region: "us-east-1" };
    touchBucket(scene, awsService("cloudtrail.amazonaws.com"), {
      bucket,
      name: "GetBucketAcl",
      at,
      parameters: { acl: "" },
    });
    if (scene.random.chance(0.3)) {
      plainCall(scene, untyped(ACCOUNTS.data.id, "AWS Internal"), {
        service: "kms",
        name: "RotateKey",
        write: true,
        at: at + SECOND,
        region: "us-east-1",
        request: null,
        eventType: "AwsServiceEvent",
        resources: [{ accountId: ACCOUNTS.data.id, type: "AWS::KMS::Key", ARN: KMS_KEY.data }],
        extra: { serviceEventDetails: { keyId: KMS_KEY.data } },
      });
    }
  };
}

/** What an IAM user's long-term key still does, and the sessions made from it. */
function oldWays(): Workload["run"] {
  return (scene, at) => {
    const { random, world } = scene;
    const reporter = world.user("dev", "legacy-reporter");
    const actor = userWithKey(
      reporter,
      longTermKey(world.seed, reporter),
      network(natAddress(ACCOUNTS.dev.id, 3), "Boto3/1.9.42 Python/2.7.18 Linux/4.14.355"),
    );
    getCallerIdentity(scene, actor, { at, region: "us-east-1" });
    listBuckets(scene, actor, { at: at + SECOND, region: "us-east-1" });
    if (random.chance(0.4)) {
      const lab = world.user("sandbox", "lab-user");
      const where = network(`${OFFICE_NET}77`, AGENTS.cli);
      const issued = getSessionToken(scene, userWithKey(lab, longTermKey(world.seed, lab), where), {
        user: lab,
        at: at + 3 * SECOND,
        region: "us-east-1",
        network: where,
      });
      plainCall(scene, issued.actor, {
        service: "ec2",
        name: "DescribeInstances",
        at: at + 6 * SECOND,
        region: "ap-southeast-2",
        request: { instancesSet: {}, filterSet: {} },
      });
      plainCall(scene, issued.actor, {
        service: "ec2",
        name: "RunInstances",
        write: true,
        at: at + 9 * SECOND,
        region: "ap-southeast-2",
        request: {
          instancesSet: { items: [{ imageId: "ami-0a1b2c3d4e5f60718", minCount: 1, maxCount: 1 }] },
          instanceType: "t3.micro",
        },
        response: null,
        error: { code: "Client.UnauthorizedOperation", message: "You are not authorized to perform this operation." },
      });
    }
  };
}

/** Throw-away functions of the sandbox. */
function experiments(leases: Leases): Workload["run"] {
  return (scene, at) => {
    const { region, id } = ACCOUNTS.sandbox;
    const arn = `arn:aws:lambda:${region}:${id}:function:experiment`;
    const actor = leases.get("experiment", at, (issuedAt) =>
      assumeRoleByService(scene, {
        role: scene.world.role("sandbox", "experiment-runner"),
        service: "lambda.amazonaws.com",
        terse: true,
        sessionName: "experiment",
        at: issuedAt,
        region,
        network: network(natAddress(id, 0), AGENTS.lambda),
        session: {
          inScopeOf: {
            sourceArn: arn,
            sourceAccount: id,
            issuerType: "AWS::Lambda::Function",
            credentialsIssuedTo: arn,
          },
        },
      }),
    );
    const count = scene.random.heavy(2, 15);
    for (let n = 0; n < count; n++) {
      plainCall(scene, actor, {
        service: "dynamodb",
        name: n % 2 === 0 ? "CreateTable" : "DescribeTable",
        write: n % 2 === 0,
        at: at + n * 900,
        region,
        request: { tableName: `trial-${scene.random.below(400)}` },
        response: null,
        apiVersion: "2012-08-10",
      });
    }
  };
}

/** What AWS does for itself, what the security team does, and what is old or rare. */
export function servicesAndScanners(): readonly Workload[] {
  const leases = new Leases();
  return [
    { name: "security-scan", share: 5, rhythm: STEADY, run: scan(leases) },
    { name: "config-recorder", share: 2, rhythm: STEADY, run: configuration() },
    { name: "scaling", share: 1.5, rhythm: STEADY, run: scaling() },
    { name: "housekeeping", share: 0.6, rhythm: STEADY, run: housekeeping() },
    { name: "old-ways", share: 0.8, rhythm: OFFICE, run: oldWays() },
    { name: "rare-forms", share: 0.3, rhythm: STEADY, run: rareForms() },
    { name: "sandbox-experiments", share: 1.5, rhythm: OFFICE, run: experiments(leases) },
  ];
}
