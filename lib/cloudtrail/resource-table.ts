import { AGENT_RESOURCE_RULES } from "./agent-resource-rules";
import { MAKING_RESOURCE_RULES } from "./making-resource-rules";
import type { ResourceRules } from "./resource-rules";
import { SERVICE_RESOURCE_RULES } from "./service-resource-rules";

/** Where requests and responses name what was acted on, most specific first: data, so that a service is added by adding lines. */
export const RESOURCE_TABLE: readonly ResourceRules[] = [
  ...SERVICE_RESOURCE_RULES,
  ...AGENT_RESOURCE_RULES,
  ...MAKING_RESOURCE_RULES,
];
