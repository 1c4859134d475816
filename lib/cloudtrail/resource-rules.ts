import type { ResourceRole } from "./normalised-event";
import type { NameFormId } from "./resource-names";

/**
 * One place in a record where a resource is named. Dots go into objects, `[]` takes every item of a list, `{}` every key of an object.
 * Two fields make one name. Of several places with one form the first that holds something counts, and all items of a list.
 */
export type NamePlace = {
  readonly form: NameFormId;
  readonly request?: readonly string[];
  readonly response?: readonly string[];
  /** Without one: the target, or a related resource where there is a target already. */
  readonly role?: ResourceRole;
};

export type ResourceRules = {
  readonly sources: readonly string[];
  /** The first that names the event counts; a `*` stands for any beginning or any ending. */
  readonly events: readonly { readonly names: readonly string[]; readonly places: readonly NamePlace[] }[];
};

/** A name in the request. */
export const request = (form: NameFormId, ...fields: string[]): NamePlace => ({ form, request: fields });
/** A name in the response. */
export const response = (form: NameFormId, ...fields: string[]): NamePlace => ({ form, response: fields });
/** A name with another part in the event than that of the target. */
export const as = (role: ResourceRole, place: NamePlace): NamePlace => ({ ...place, role });

export const ANY = ["*"];
export const PASSED_ROLES = [as("role", request("role", "roleArn")), as("role", request("role", "executionRoleArn"))];
