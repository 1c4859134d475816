/** Lies in the output folder and says what is what. */
export const README = `The demo organisation: made-up CloudTrail files of an organisation that does not exist.
The same seed, number of events and number of days give the same decompressed bytes.

logs/<bucket>/AWSLogs/...          log files and digests, as a copy of each trail's bucket holds them
siem/*.ndjson.gz                   one record a line; exported for two accounts and one day, without events that only read
object-metadata/<bucket>.ndjson    what "aws s3api head-object" says of each digest: a copy of a bucket loses the signature,
                                   which S3 keeps as metadata of the object (signature, signature-algorithm)
public-keys/                       aws cloudtrail list-public-keys, per Region
config/<account>/<day>/            aws cloudtrail describe-trails, list-trails, get-event-selectors, get-trail-status, event data stores
iam/<account>/                     aws iam get-account-authorization-details
organization/                      aws organizations list-accounts, describe-organization
truth/                             what really happened, logged or not; not an input

Ingest logs/ and siem/. Everything under truth/ is written by the simulation itself.

truth/summary.json                 totals: what a store must hold after ingest
truth/calls/<day>.ndjson.gz        every call, one line per record that AWS would make of it, with what each trail did
truth/hours.ndjson.gz              per hour, account, Region and class: happened, recorded by a trail, delivered in a readable file
truth/coverage.ndjson              per account, Region and class: from when to when it was logged, and by which trails
truth/identities.ndjson            what each identity did in all
truth/permitted.ndjson             (identity, action, resource) triples that the policies are meant to give
truth/stories/<id>.json            cast, credentials, chain, tasks, resources, what can be proved, what is blind and why, every event
truth/links.ndjson.gz              every credential that a call handed out, with its use and what the files can prove of it
truth/unlogged-touches.ndjson.gz   what was done to resources without a readable record
truth/answers.ndjson               questions about resources, with what happened and what can be known
truth/integrity.ndjson             what a check of digests and log files must find
truth/summaries.ndjson            records that sum up calls and are none: Insights and aggregates
truth/harmed-files.json            files that were damaged, tampered with or deleted
truth/missing-digests.json         digests that were deleted
`;
