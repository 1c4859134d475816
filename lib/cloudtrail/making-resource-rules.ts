import { ANY, as, request, type ResourceRules, response } from "./resource-rules";

const STACK = [request("stack", "stackName"), response("stack", "stackId"), as("role", request("role", "roleARN"))];

/** What somebody makes to have something done later: schedules, rules, stacks, instances, access. */
export const MAKING_RESOURCE_RULES: readonly ResourceRules[] = [
  {
    sources: ["scheduler.amazonaws.com"],
    events: [
      {
        names: ["CreateSchedule", "UpdateSchedule", "DeleteSchedule", "GetSchedule"],
        places: [
          response("schedule", "scheduleArn"),
          request("schedule", "groupName", "name"),
          request("schedule", "name"),
          as("role", request("role", "target.roleArn")),
        ],
      },
    ],
  },
  {
    sources: ["events.amazonaws.com"],
    events: [
      {
        names: ["PutTargets", "RemoveTargets", "ListTargetsByRule"],
        places: [request("eventRule", "eventBusName", "rule"), request("eventRule", "rule")],
      },
      {
        names: ["PutRule", "DeleteRule", "DisableRule", "EnableRule", "DescribeRule"],
        places: [
          response("eventRule", "ruleArn"),
          request("eventRule", "eventBusName", "name"),
          request("eventRule", "name"),
          as("role", request("role", "roleArn")),
        ],
      },
    ],
  },
  {
    sources: ["cloudformation.amazonaws.com"],
    events: [
      { names: ["CreateStack", "UpdateStack", "DeleteStack", "ExecuteChangeSet", "CreateChangeSet"], places: STACK },
    ],
  },
  {
    sources: ["ec2.amazonaws.com"],
    events: [
      { names: ["RunInstances"], places: [response("instance", "instancesSet.items[].instanceId")] },
      {
        names: ["TerminateInstances", "StopInstances", "StartInstances", "RebootInstances"],
        places: [request("instance", "instancesSet.items[].instanceId")],
      },
      { names: ["CreateKeyPair", "ImportKeyPair", "DeleteKeyPair"], places: [request("keyPair", "keyName")] },
      {
        names: ["AssociateIamInstanceProfile"],
        places: [request("instance", "AssociateIamInstanceProfileRequest.InstanceId")],
      },
    ],
  },
  {
    sources: ["sso.amazonaws.com"],
    events: [
      {
        names: ANY,
        places: [
          request("arnOnly", "permissionSetArn"),
          response("arnOnly", "permissionSet.permissionSetArn"),
          as("related", request("arnOnly", "instanceArn")),
        ],
      },
    ],
  },
  {
    sources: ["eks.amazonaws.com"],
    events: [
      {
        names: ["*PodIdentityAssociation", "*AccessEntry", "AssociateAccessPolicy", "DisassociateAccessPolicy"],
        places: [
          response("cluster", "association.clusterName"),
          response("cluster", "accessEntry.clusterName"),
          request("cluster", "clusterName"),
          request("cluster", "name"),
          as("role", request("arnOnly", "principalArn")),
          as("role", request("arnOnly", "roleArn")),
        ],
      },
    ],
  },
];
