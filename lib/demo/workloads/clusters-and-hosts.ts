import { SECOND } from "../base/calendar";
import { Random } from "../base/random";
import { ACCOUNTS, type AccountKey } from "../organisation/accounts";
import { CLUSTER_ISSUER } from "../organisation/cluster-issuers";
import { type Actor, actorOf, type Network } from "../records/actor";
import { type Call, perform, type Scene } from "../records/call";
import { management } from "../records/operation";
import { AGENTS, natAddress, network, privateAddress } from "../records/network";
import { plainCall, touchTable } from "../records/plain-call";
import { type Bucket, S3_OBJECT, touchObject } from "../records/s3";
import { assumeRoleByService, assumeRoleWithWebIdentity, type Issued, accessKey } from "../records/sts";
import { roleSession } from "../records/identity-forms";
import { BACKUP, CURATED } from "./etl";
import { CUSTOMERS, Leases, NIGHTLY, STEADY, type Workload } from "./workload";

export const ARTIFACTS: Bucket = { name: "dev-artifacts", account: ACCOUNTS.dev.id, region: "eu-central-1" };

type Pod = {
  readonly account: "assistants-prod" | "dev";
  readonly role: string;
  readonly subject: string;
  readonly lane: number;
  readonly at: number;
};

/** IRSA: the service account's token becomes a role. */
function irsa(scene: Scene, leases: Leases, pod: Pod): Actor {
  const { region, id } = ACCOUNTS[pod.account];
  const where = network(natAddress(id, pod.lane), AGENTS.go);
  return leases.get(`${pod.role}/${pod.lane}`, pod.at, (at) =>
    assumeRoleWithWebIdentity(scene, {
      role: scene.world.role(pod.account, pod.role),
      provider: CLUSTER_ISSUER[pod.account],
      subject: pod.subject,
      asker: where,
      sessionName: `aws-sdk-go-v2-${at}`,
      at,
      region,
      seconds: 3600 * 4,
      network: where,
    }),
  );
}

function orders(leases: Leases): Workload["run"] {
  return (scene, at) => {
    const { random } = scene;
    const actor = irsa(scene, leases, {
      account: "assistants-prod",
      role: "eks-orders-irsa",
      subject: "system:serviceaccount:orders:api",
      lane: random.below(3),
      at,
    });
    const { region, id } = ACCOUNTS["assistants-prod"];
    const count = random.heavy(3, 30);
    for (let n = 0; n < count; n++) {
      touchTable(scene, actor, {
        name: n % 3 === 2 ? "UpdateItem" : "GetItem",
        table: "customer-orders",
        at: at + n * 700,
        region,
        key: { orderId: `ord-${random.skewed(90_000)}` },
      });
    }
    // The queue's visibility is looked at through management calls, which every trail takes.
    plainCall(scene, actor, {
      service: "sqs",
      name: "GetQueueAttributes",
      at: at + count * 700,
      region,
      request: {
        queueUrl: `https://sqs.${region}.amazonaws.com/${id}/orders`,
        attributeNames: ["ApproximateNumberOfMessages"],
      },
    });
    plainCall(scene, actor, {
      service: "dynamodb",
      name: "DescribeTable",
      at: at + 300,
      region,
      request: { tableName: "customer-orders" },
      apiVersion: "2012-08-10",
    });
  };
}

function runner(leases: Leases): Workload["run"] {
  return (scene, at) => {
    const { random } = scene;
    const actor = irsa(scene, leases, {
      account: "dev",
      role: "eks-ci-runner-irsa",
      subject: "system:serviceaccount:ci:runner",
      lane: random.below(2),
      at,
    });
    const count = random.heavy(3, 25);
    for (let n = 0; n < count; n++) {
      const operation = n % 3 === 0 ? S3_OBJECT.put : S3_OBJECT.get;
      touchObject(scene, actor, {
        bucket: ARTIFACTS,
        key: `cache/${random.hex(16)}.tar.zst`,
        at: at + n * 900,
        operation,
      });
    }
  };
}

/** Instance roles: two keys in the same second, one per version of the metadata service. */
function instance(
  scene: Scene,
  leases: Leases,
  spec: { account: AccountKey; role: string; n: number; at: number },
): Actor {
  const { region } = ACCOUNTS[spec.account];
  const instanceId = `i-0${Random.of(scene.world.seed, spec.role, spec.n).hex(16)}`;
  const issue =
    (version: "1.0" | "2.0") =>
    (at: number): Issued =>
      assumeRoleByService(scene, {
        role: scene.world.role(spec.account, spec.role),
        service: "ec2.amazonaws.com",
        terse: true,
        sessionName: instanceId,
        at,
        region,
        seconds: 6 * 3600,
        network: network(`10.${20 + spec.n}.4.${10 + spec.n}`, AGENTS.ssm),
        session: { ec2RoleDelivery: version },
      });
  const modern = leases.get(`${instanceId}/2`, spec.at, issue("2.0"));
  const old = leases.get(`${instanceId}/1`, spec.at, issue("1.0"));
  return spec.n === 0 && scene.random.chance(0.2) ? old : modern;
}

function host(leases: Leases): Workload["run"] {
  return (scene, at) => {
    const { random } = scene;
    const n = random.below(3);
    const isData = random.chance(0.5);
    const account = isData ? ("data" as const) : ("dev" as const);
    const actor = instance(scene, leases, { account, role: isData ? "warehouse-loader" : "build-host", n, at });
    const { region } = ACCOUNTS[account];
    plainCall(scene, actor, {
      service: "ssm",
      name: "UpdateInstanceInformation",
      write: true,
      at,
      region,
      request: {
        agentName: "amazon-ssm-agent",
        agentStatus: "Active",
        agentVersion: "3.3.2299.0",
        platformType: "Linux",
        platformName: "Amazon Linux",
        computerName: `ip-10-${20 + n}-4-${10 + n}.ec2.internal`,
      },
    });
    plainCall(scene, actor, {
      service: "ssm",
      name: "ListInstanceAssociations",
      at: at + 800,
      region,
      request: { instanceId: actor.principalId.slice(actor.principalId.indexOf(":") + 1), maxResults: 20 },
    });
    const reads = random.heavy(2, 20);
    for (let k = 0; k < reads; k++) {
      const bucket = isData ? CURATED : ARTIFACTS;
      touchObject(scene, actor, {
        bucket,
        key: isData ? `daily/${random.hex(6)}.parquet` : `builds/${random.hex(10)}.zip`,
        at: at + 2000 + k * 600,
        operation: S3_OBJECT.get,
      });
    }
  };
}

const CREATE_SESSION = management("rolesanywhere.amazonaws.com", "CreateSession", { write: true, inferred: true });

/** How CloudTrail names the caller of CreateSession is not documented: inferred. */
function certificate(account: string, serial: string, where: Network): Actor {
  return actorOf({
    userIdentity: { type: "Unknown", principalId: serial, accountId: account },
    account,
    identity: "CN=backup-01.example.com",
    credential: null,
    principalId: serial,
    network: where,
  });
}

/** Roles Anywhere: a certificate becomes a role; its common name follows the session as sourceIdentity. */
function certificateSession(scene: Scene, at: number): Issued {
  const { id, region } = ACCOUNTS.data;
  const role = scene.world.role("data", "backup-agent");
  const serial = "6f2d9c40b7a1e583";
  const accessKeyId = accessKey(scene);
  const where = network("203.0.113.250", AGENTS.go);
  const actor = roleSession({
    role,
    sessionName: serial,
    accessKeyId,
    createdAt: at,
    network: where,
    sourceIdentity: "CN=backup-01.example.com",
  });
  const call: Call = perform(scene, {
    actor: certificate(id, serial, where),
    operation: CREATE_SESSION,
    at,
    region,
    request: {
      trustAnchorArn: `arn:aws:rolesanywhere:${region}:${id}:trust-anchor/1c2d3e4f-5061-4728-8a9b-0c1d2e3f4051`,
      profileArn: `arn:aws:rolesanywhere:${region}:${id}:profile/2d3e4f50-6172-4839-9bac-1d2e3f405162`,
      roleArn: role.arn,
      durationSeconds: 3600,
    },
    response: {
      credentialSet: [
        {
          assumedRoleUser: { assumedRoleId: `${role.uniqueId}:${serial}` },
          credentials: { accessKeyId, sessionToken: "HIDDEN_DUE_TO_SECURITY_REASONS" },
          sourceIdentity: "CN=backup-01.example.com",
        },
      ],
    },
    issued: { credential: accessKeyId, identity: role.arn, known: "by key" },
  });
  return { actor, call, expiresAt: at + 3_600_000 };
}

function backup(leases: Leases): Workload["run"] {
  return (scene, at) => {
    const { random } = scene;
    const actor = leases.get("backup", at, (issuedAt) => certificateSession(scene, issuedAt));
    const files = random.heavy(4, 30);
    for (let n = 0; n < files; n++) {
      touchObject(scene, actor, {
        bucket: BACKUP,
        key: `hosts/db-${n % 4}/${random.hex(8)}.zst`,
        at: at + n * 2 * SECOND,
        operation: S3_OBJECT.put,
      });
    }
    plainCall(scene, actor, {
      service: "sts",
      name: "GetCallerIdentity",
      version: "1.08",
      at: at + 500,
      region: "us-east-1",
      request: null,
    });
  };
}

/** The pod identity agent fetches credentials for pods; its own call is recorded under its service, in a form that is inferred. */
function podAgent(): Workload["run"] {
  return (scene, at) => {
    const { id, region } = ACCOUNTS["assistants-prod"];
    const actor = roleSession({
      role: scene.world.role("assistants-prod", "eks-indexer-pod"),
      sessionName: "eks-assistants-node",
      accessKeyId: accessKey(scene),
      createdAt: at - 60_000,
      network: network(privateAddress(scene.random), AGENTS.go),
    });
    plainCall(scene, actor, {
      service: "eks-auth",
      name: "AssumeRoleForPodIdentity",
      at,
      region,
      inferred: true,
      request: { clusterName: "assistants", token: "HIDDEN_DUE_TO_SECURITY_REASONS" },
      response: {
        audience: "pods.eks.amazonaws.com",
        podIdentityAssociation: {
          associationArn: `arn:aws:eks:${region}:${id}:podidentityassociation/assistants/a-7k2m4p6q8r`,
        },
      },
    });
  };
}

/** Kubernetes, instances and machines outside AWS. */
export function clustersAndHosts(): readonly Workload[] {
  const leases = new Leases();
  return [
    { name: "eks-orders", share: 4, rhythm: CUSTOMERS, run: orders(leases) },
    { name: "eks-runner", share: 3, rhythm: STEADY, run: runner(leases) },
    { name: "eks-pod-agent", share: 0.3, rhythm: STEADY, run: podAgent() },
    { name: "ec2-hosts", share: 5, rhythm: STEADY, run: host(leases) },
    { name: "roles-anywhere-backup", share: 0.6, rhythm: NIGHTLY, run: backup(leases) },
  ];
}
