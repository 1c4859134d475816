import Link from "next/link";
import { CopyButton } from "@/components/common/copy-button";
import { Panel } from "@/components/common/panel";

const COLLECT = `day=$(date -u +%F); account=$(aws sts get-caller-identity --query Account --output text)
mkdir -p config/$account/$day && cd config/$account/$day
echo "{\\"takenAt\\": \\"$(date -u +%FT%TZ)\\", \\"account\\": \\"$account\\"}" > snapshot.json
for region in $(aws ec2 describe-regions --query 'Regions[].RegionName' --output text); do
  aws cloudtrail describe-trails --region "$region" > "describe-trails--$region.json"
  aws cloudtrail describe-trails --region "$region" --query "trailList[?HomeRegion=='$region'].[Name,TrailARN]" --output text |
  while read -r name arn; do
    aws cloudtrail get-event-selectors --region "$region" --trail-name "$arn" > "get-event-selectors--$name--$region.json"
    aws cloudtrail get-trail-status --region "$region" --name "$arn" > "get-trail-status--$name--$region.json"
  done
  aws cloudtrail list-event-data-stores --region "$region" > "list-event-data-stores--$region.json"
  aws cloudtrail list-event-data-stores --region "$region" --query 'EventDataStores[].[EventDataStoreArn]' --output text |
  while read -r arn; do
    aws cloudtrail get-event-data-store --region "$region" --event-data-store "$arn" > "get-event-data-store--\${arn##*/}.json"
  done
  prompts="get-model-invocation-logging-configuration--$region.json"
  aws bedrock get-model-invocation-logging-configuration --region "$region" > "$prompts" || rm "$prompts"
done`;
const FETCH = "npm run -s wakeline -- config collect --role WakelineConfig --regions us-east-1,eu-west-1";
const IMPORT = "npm run -s wakeline -- config import ./config";

/** What to do where nothing is known of how logging is set up. */
export function HowToCollect({ isAlone, title }: { readonly isAlone: boolean; readonly title?: string }) {
  return (
    <Panel title={title ?? (isAlone ? "Nothing is known yet" : "How logging is set up is not known")}>
      <div className="flex max-w-3xl flex-col gap-3 p-4 text-sm">
        <p>
          Coverage is told from how trails are set up. Until that is known, every cell is <em>unknown</em>: an empty
          place in the log means nothing.
        </p>
        <Step
          title="1. In every account, with read-only access, collect its configuration in every Region:"
          text={COLLECT}
        />
        <Step title="2. Import the folder; any number of accounts and days at once:" text={IMPORT} />
        {title === undefined ? (
          <p>
            or drop it on{" "}
            <Link href="/coverage/configuration" className="text-accent underline underline-offset-2">
              Configuration
            </Link>
            .
          </p>
        ) : (
          <p>or drop it above.</p>
        )}
        <Step title="Or have it all fetched from AWS, with a role that every account has:" text={FETCH} />
        <p className="text-muted">
          Changes that are in the loaded log files (CreateTrail, PutEventSelectors, StopLogging …) are found by
          themselves.
        </p>
      </div>
    </Panel>
  );
}

function Step({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <div>
      <p className="mb-1 font-medium">{title}</p>
      <div className="relative">
        <pre tabIndex={0} className="overflow-x-auto rounded-md border border-border bg-sunken p-3 pr-10 text-xs">
          {text}
        </pre>
        <div className="absolute top-1.5 right-1.5">
          <CopyButton text={text} label="Copy the commands" />
        </div>
      </div>
    </div>
  );
}
