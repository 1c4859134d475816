import { HomeSkeleton } from "@/components/overview/home-skeleton";

export default function Loading() {
  return <HomeSkeleton />;
}
