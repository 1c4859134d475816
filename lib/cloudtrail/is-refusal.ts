/** What error codes say where the service refused before it did anything: for want of a right, of the thing, of a valid request, or of room. */
const REFUSED =
  /denied|unauthori[sz]ed|not ?authori[sz]ed|forbidden|authfailure|authorizationerror|not ?permitted|not ?allowed|throttl|toomany|slowdown|exceeded|nosuch|not ?found|not ?present|notexist|invalid|validation|malformed|illegal|missing|expired|precondition|conditionalcheck|notmodified|already|conflict|inuse|violation|disabled|required|unsupported|notsupported|dryrun|mismatch|doesnotmatch|badrequest|unrecogni[sz]ed|unknown(?:operation|parameter)|redirect|notready|insufficient|^(?:http)?4\d\d$/i;

/** Whether a failed call certainly did nothing. Of a failure in the service itself, or one without a code, a record does not tell. */
export function isRefusal(code: string): boolean {
  return REFUSED.test(code);
}
