import { ShieldAlert, ShieldCheck, ShieldQuestion } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { type FileIntegrity, integritySentence, STATE_NAMES } from "@/lib/integrity/file-integrity";

const LOOKS = {
  verified: { tone: "success", icon: ShieldCheck },
  "hash-differs": { tone: "danger", icon: ShieldAlert },
  "chain-broken": { tone: "warning", icon: ShieldAlert },
  "not-referenced": { tone: "warning", icon: ShieldQuestion },
  "no-key": { tone: "warning", icon: ShieldQuestion },
  unverified: { tone: "outline", icon: ShieldQuestion },
} as const;

/** Whether a log file is what AWS signed: icon, word and colour together, the reason on hovering. */
export function IntegrityBadge({ integrity }: { readonly integrity: FileIntegrity }) {
  const { tone, icon: Icon } = LOOKS[integrity.state];
  return (
    <Badge tone={tone} title={integritySentence(integrity)}>
      <Icon aria-hidden /> {STATE_NAMES[integrity.state]}
    </Badge>
  );
}
