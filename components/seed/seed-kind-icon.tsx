import {
  Activity,
  BadgeCheck,
  Box,
  Fingerprint,
  IdCard,
  KeyRound,
  Landmark,
  type LucideIcon,
  MapPin,
  UserRoundSearch,
  Zap,
} from "lucide-react";
import type { SeedKind } from "@/lib/seed/contract";

const ICONS: Record<SeedKind, LucideIcon> = {
  identity: Fingerprint,
  credential: KeyRound,
  session: IdCard,
  "source-identity": UserRoundSearch,
  subject: BadgeCheck,
  event: Activity,
  resource: Box,
  account: Landmark,
  address: MapPin,
  action: Zap,
};

/** A picture for each kind of thing that can be found. */
export function SeedKindIcon({ kind }: { readonly kind: SeedKind }) {
  const Icon = ICONS[kind];
  return <Icon aria-hidden className="size-4 shrink-0 text-muted" strokeWidth={1.75} />;
}
