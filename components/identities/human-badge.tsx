import { Bot, CircleHelp, UserRound } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Tooltip } from "@/components/ui/tooltip";
import type { HUMAN } from "@/lib/identities/contract";

const LOOKS = {
  human: { icon: UserRound, tone: "accent" },
  "non-human": { icon: Bot, tone: "neutral" },
  undetermined: { icon: CircleHelp, tone: "warning" },
} as const;

type HumanBadgeProps = { readonly human: (typeof HUMAN)[number]; readonly reason: string };

/** Whether a person is behind it, with the reason on demand. */
export function HumanBadge({ human, reason }: HumanBadgeProps) {
  const { icon: Icon, tone } = LOOKS[human];
  return (
    <Tooltip content={reason}>
      <Badge tone={tone} tabIndex={0} aria-label={`${human}: ${reason}`}>
        <Icon aria-hidden /> {human}
      </Badge>
    </Tooltip>
  );
}
