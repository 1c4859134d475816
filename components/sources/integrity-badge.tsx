import { Badge } from "@/components/ui/badge";

/** No log file is verified against AWS's digests yet, so each says so. */
export function IntegrityBadge() {
  return (
    <Badge tone="outline" title="Not checked against a CloudTrail digest: nothing shows that AWS delivered these bytes">
      unverified
    </Badge>
  );
}
