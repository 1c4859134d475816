/** Held shared by whoever may read kept bytes to compare copies or derive events again, and alone by whoever drops them. */
export const EVIDENCE_LOCK = "2002873093";
