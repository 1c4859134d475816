import { expect, it } from "vitest";
import {
  CALLER_ACCOUNT as A,
  CALLER_REGION as R,
  shownTouches as shown,
  touchesOf as touches,
} from "./testing/touched-resources";

const rule = (name: string) => `target AWS::Events::Rule arn:aws:events:${R}:${A}:rule/${name}`;
const schedule = (name: string) => `target AWS::Scheduler::Schedule arn:aws:scheduler:${R}:${A}:schedule/${name}`;
const stack = `target AWS::CloudFormation::Stack arn:aws:cloudformation:${R}:${A}:stack/web`;

it.each<readonly [what: string, source: string, name: string, requestParameters: object, touched: readonly string[]]>([
  ["a schedule of a group", "scheduler", "DeleteSchedule", { name: "n", groupName: "g" }, [schedule("g/n")]],
  ["a schedule without a group", "scheduler", "DeleteSchedule", { name: "n" }, [schedule("default/n")]],
  ["a rule", "events", "PutRule", { name: "tick" }, [rule("tick")]],
  ["a rule of the default bus", "events", "DisableRule", { name: "tick", eventBusName: "default" }, [rule("tick")]],
  [
    "a rule of a bus by the ARN of that",
    "events",
    "PutTargets",
    { rule: "tick", eventBusName: `arn:aws:events:${R}:${A}:event-bus/own` },
    [rule("own/tick")],
  ],
  ["a stack by its name", "cloudformation", "CreateStack", { stackName: "web" }, [stack]],
  [
    "a stack by its ARN, as one with that of its name",
    "cloudformation",
    "DeleteStack",
    { stackName: `arn:aws:cloudformation:${R}:${A}:stack/web/11112222-3333-4444-5555-666677778888` },
    [stack],
  ],
  [
    "instances that were ended",
    "ec2",
    "TerminateInstances",
    { instancesSet: { items: [{ instanceId: "i-1" }, { instanceId: "i-2" }] } },
    ["i-1", "i-2"].map((id) => `target AWS::EC2::Instance arn:aws:ec2:${R}:${A}:instance/${id}`),
  ],
  [
    "a device of a user",
    "iam",
    "EnableMFADevice",
    { userName: "ann", serialNumber: `arn:aws:iam::${A}:mfa/phone` },
    [`target AWS::IAM::User arn:aws:iam::${A}:user/ann`, `related AWS::IAM::MFADevice arn:aws:iam::${A}:mfa/phone`],
  ],
  [
    "access through Identity Center",
    "sso",
    "CreateAccountAssignment",
    {
      instanceArn: "arn:aws:sso:::instance/ssoins-1111222233334444",
      permissionSetArn: "arn:aws:sso:::permissionSet/ssoins-1111222233334444/ps-aaaabbbbccccdddd",
    },
    [
      "target AWS::SSO::PermissionSet arn:aws:sso:::permissionSet/ssoins-1111222233334444/ps-aaaabbbbccccdddd",
      "related AWS::SSO::Instance arn:aws:sso:::instance/ssoins-1111222233334444",
    ],
  ],
])("%s is named by its request", (_what, source, name, requestParameters, touched) => {
  expect(shown(touches(source, name, { requestParameters }))).toEqual(touched);
});
