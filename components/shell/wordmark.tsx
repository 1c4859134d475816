import { Mark } from "./mark";

/** The name of the product with its mark. */
export function Wordmark() {
  return (
    <span className="inline-flex items-center gap-2 text-base font-semibold tracking-tight text-ink">
      <Mark size={20} />
      Wakeline
    </span>
  );
}
