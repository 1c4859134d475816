import type { Chain, ChainLink, Who } from "./contract";
import type { z } from "zod";

/** One end of a link: a credential, or who stands at the beginning without one. */
export type ChainBox = {
  readonly key: string;
  /** false: a name, not a credential. */
  readonly isKey: boolean;
  readonly who: z.infer<typeof Who> | null;
  /** The credential that was asked for. */
  readonly isAsked: boolean;
};

export type ChainStep = {
  readonly link: ChainLink;
  readonly to: ChainBox;
  /** The accounts between which the link goes, where the issuing call was recorded in more than one. */
  readonly between: readonly string[];
};

/** A chain from left to right: the first credential, and each link with what came of it. */
export function chainRow({ links, root, rootWho, credential, who }: Chain): {
  readonly first: ChainBox;
  readonly steps: readonly ChainStep[];
} {
  const [start] = links;
  const first =
    start === undefined
      ? {
          key: root,
          isKey: root === credential,
          who: root === credential ? who : rootWho,
          isAsked: root === credential,
        }
      : { key: start.from, isKey: start.fromIsKey, who: start.fromWho ?? rootWho, isAsked: false };
  const steps = links.map((link, n) => ({
    link,
    to: { key: link.to, isKey: true, who: link.toWho, isAsked: n === links.length - 1 },
    between: link.recordedIn.length > 1 ? link.recordedIn : [],
  }));
  return { first, steps };
}
