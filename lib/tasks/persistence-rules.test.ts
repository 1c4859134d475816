import { describe, expect, it } from "vitest";
import { PERSISTENCE_RULES } from "./persistence-rules";
import type { Made } from "./undo-command";

const A = "111122223333";
const R = "eu-west-1";
const made = (name: string, parts: Partial<Made> = {}): Made => ({
  name,
  id: null,
  owner: null,
  region: R,
  touched: [],
  ...parts,
});
const touching = (...touched: [string, string][]) => ({ touched: touched.map(([type, key]) => ({ type, key })) });
const commandOf = (action: string, thing: Made): string | null | undefined =>
  PERSISTENCE_RULES.find(({ actions }) => actions.includes(action))?.command(thing);
const FUNCTION = `arn:aws:lambda:${R}:${A}:function:f`;
const USER = `arn:aws:iam::${A}:user/x/ann`;
const CLUSTER = `arn:aws:eks:${R}:${A}:cluster/prod`;

describe("the command that undoes a call", () => {
  it.each<[string, Made, string | null]>([
    [
      "CreateAccessKey",
      made("AKIAX", { id: "AKIAX", owner: "user/ann" }),
      "aws iam update-access-key --status Inactive --access-key-id AKIAX --user-name ann",
    ],
    // Without the user it would be for keys of whoever runs it.
    ["CreateAccessKey", made("AKIAX"), "aws iam get-access-key-last-used --access-key-id AKIAX"],
    ["CreateUser", made(`arn:aws-us-gov:iam::${A}:user/p/ann`), "aws iam delete-user --user-name ann"],
    [
      "AttachRolePolicy",
      made(`arn:aws:iam::${A}:role/r`, { id: "role/r arn:aws:iam::aws:policy/A", owner: "role/r" }),
      "aws iam detach-role-policy --role-name r --policy-arn arn:aws:iam::aws:policy/A",
    ],
    [
      "PutUserPolicy",
      made(USER, { id: "user/ann extra", owner: "user/ann" }),
      "aws iam delete-user-policy --user-name ann --policy-name extra",
    ],
    [
      "AddUserToGroup",
      made(USER, touching(["AWS::IAM::Group", `arn:aws:iam::${A}:group/admins`], ["AWS::IAM::User", USER])),
      "aws iam remove-user-from-group --group-name admins --user-name ann",
    ],
    ["AddUserToGroup", made(USER), null],
    [
      "EnableMFADevice",
      made("", touching(["AWS::IAM::MFADevice", `arn:aws:iam::${A}:mfa/m`], ["AWS::IAM::User", USER])),
      `aws iam deactivate-mfa-device --serial-number arn:aws:iam::${A}:mfa/m --user-name ann`,
    ],
    [
      "CreatePolicyVersion",
      made(`arn:aws:iam::${A}:policy/p`, { id: `arn:aws:iam::${A}:policy/p v3` }),
      `aws iam delete-policy-version --policy-arn arn:aws:iam::${A}:policy/p --version-id v3`,
    ],
    [
      "UpdateAssumeRolePolicy",
      made(`arn:aws:iam::${A}:role/r`),
      "aws iam update-assume-role-policy --policy-document file://trust.json --role-name r",
    ],
    ["CreateFunction20150331", made(FUNCTION), `aws lambda delete-function --function-name ${FUNCTION} --region ${R}`],
    [
      "CreateSchedule",
      made(`arn:aws:scheduler:${R}:${A}:schedule/g/nightly`),
      `aws scheduler delete-schedule --name nightly --group-name g --region ${R}`,
    ],
    [
      "PutRule",
      made(`arn:aws:events:${R}:${A}:rule/tick`),
      `aws events disable-rule --name tick --event-bus-name default --region ${R}`,
    ],
    [
      "PutTargets",
      made(`arn:aws:events:${R}:${A}:rule/own/tick`),
      `aws events disable-rule --name tick --event-bus-name own --region ${R}`,
    ],
    [
      "CreatePodIdentityAssociation",
      made("a-1", { id: "a-1", ...touching(["AWS::EKS::Cluster", CLUSTER]) }),
      `aws eks delete-pod-identity-association --cluster-name prod --association-id a-1 --region ${R}`,
    ],
    [
      "CreateTrustAnchor",
      made("1234-5678", { id: "1234-5678" }),
      `aws rolesanywhere disable-trust-anchor --trust-anchor-id 1234-5678 --region ${R}`,
    ],
    [
      "RunInstances",
      made("i", touching(["AWS::EC2::Instance", "i-1"], ["AWS::EC2::Instance", `arn:aws:ec2:${R}:${A}:instance/i-2`])),
      `aws ec2 stop-instances --instance-ids i-1 i-2 --region ${R}`,
    ],
    [
      "CreateStack",
      made(`arn:aws:cloudformation:${R}:${A}:stack/web`),
      `aws cloudformation delete-stack --stack-name web --region ${R}`,
    ],
    [
      "CreateAgent",
      made(`arn:aws:bedrock:${R}:${A}:agent/ABC`),
      `aws bedrock-agent delete-agent --agent-id ABC --region ${R}`,
    ],
    [
      "CreateAccountAssignment",
      made(
        "p",
        touching(["AWS::SSO::PermissionSet", "arn:aws:sso:::permissionSet/i/p"], ["AWS::SSO::Instance", "arn:i"]),
      ),
      `aws sso-admin list-accounts-for-provisioned-permission-set --instance-arn arn:i --permission-set-arn arn:aws:sso:::permissionSet/i/p --region ${R}`,
    ],
    ["CreateAccountAssignment", made("p"), null],
  ])("%s of %o is %s", (action, thing, command) => {
    expect(commandOf(action, thing)).toBe(command);
  });

  it("names no call twice, and lets nothing that a name holds be run", () => {
    const all = PERSISTENCE_RULES.flatMap(({ source, actions }) => actions.map((action) => `${source}:${action}`));
    expect(new Set(all).size).toBe(all.length);
    for (const { command } of PERSISTENCE_RULES) {
      const evil = "x; $(id)";
      const text = command(made(evil, { id: `role/r ${evil}`, owner: `user/${evil}`, region: evil }));
      expect((text ?? "").replaceAll(/'[^']*'/g, "")).not.toContain("$(");
    }
  });
});
