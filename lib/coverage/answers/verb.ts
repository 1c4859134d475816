export const VERBS = ["read", "write", "overwrite", "encrypt", "delete", "invoke", "create", "any"] as const;
export type Verb = (typeof VERBS)[number];

/** An operation as far as verbs go by it. */
export type VerbOperation = { readonly name: string; readonly readOnly: boolean | null };

const READS = /^(Get|BatchGet|Head|List|Query|Scan|Search|Retrieve|Select|Describe|Read|Decrypt|Generate(Data)?Query)/;
const DELETES = /^(Delete|BatchDelete|BatchWrite|TransactWrite|Execute|BatchExecute|Schedule\w*Deletion|Remove|Purge)/;
/** Writes that may give back what was there, and statements that may be either. */
const MAY_GIVE_BACK = /^((Put|Update|Delete)Item|(Batch)?Execute(Statement|Transaction))$/;
const COPIES = /^(CopyObject|UploadPartCopy)$/;
const CREATES = /^(Create|Put|Copy|Complete|Upload|Batch(Create|Write)|TransactWrite|Execute|Restore|Start)/;

/** Whether an operation may do what a verb says; where its name does not tell, it may. */
export function mayDo(did: Verb, { name, readOnly }: VerbOperation): boolean {
  const isRead = readOnly === true || (readOnly === null && READS.test(name));
  const isUnclear = readOnly === null && !READS.test(name);
  switch (did) {
    case "read":
      return isRead || isUnclear || COPIES.test(name) || MAY_GIVE_BACK.test(name);
    case "write":
    case "overwrite":
    case "encrypt":
      return readOnly !== true && (!READS.test(name) || readOnly === false);
    case "delete":
      return DELETES.test(name) || (isUnclear && !CREATES.test(name));
    case "create":
      return CREATES.test(name) || isUnclear;
    case "invoke":
    case "any":
      return true;
  }
}

/** Whether an operation does what a verb says: narrower than `mayDo`, since a yes is said by it. */
export function does(did: Verb, operation: VerbOperation): boolean {
  const { name, readOnly } = operation;
  switch (did) {
    case "read":
      return (
        (readOnly === true && !/^(List|Describe|Head)/.test(name)) ||
        /^(Get|BatchGet|Retrieve|Query|Scan|Select)/.test(name)
      );
    case "write":
    case "overwrite":
      return /^(Put|Copy|Upload|Complete|Update|BatchWrite|BatchCreate|Create)/.test(name);
    case "encrypt":
      return /^(Put|Copy|Complete|Create(Multipart)?|Encrypt|GenerateDataKey|ReEncrypt)/.test(name);
    case "delete":
      return /^(Delete|BatchDelete|Schedule\w*Deletion)/.test(name);
    case "create":
      return /^(Create|Put|Copy|Complete)/.test(name);
    case "invoke":
      return /^(Invoke|Start|Retrieve|Converse|Create(Inference|Event)|Apply|Call|Render)/.test(name);
    case "any":
      return true;
  }
}

/** Which of the unlisted operations a verb could be. */
export function othersOf(did: Verb): "reads" | "writes" | undefined {
  if (did === "write" || did === "overwrite" || did === "encrypt" || did === "delete" || did === "create")
    return "writes";
  return undefined;
}
