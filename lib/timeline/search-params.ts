import { createParser, parseAsArrayOf, parseAsNativeArrayOf, parseAsString } from "nuqs/server";
import { LANE_DIMENSIONS, type LaneDimension } from "./lane-dimensions";

const parseAsDimension = createParser<LaneDimension>({
  parse: (text) => LANE_DIMENSIONS.find((dimension) => dimension === text) ?? null,
  serialize: (dimension) => dimension,
});

/** How the lanes of a timeline are cut and arranged: part of its address. */
export const laneParams = {
  /** One or two dimensions, the outer one first. */
  lanes: parseAsArrayOf(parseAsDimension, ".").withDefault(["service"]),
  pin: parseAsNativeArrayOf(parseAsString).withDefault([]),
  fold: parseAsNativeArrayOf(parseAsString).withDefault([]),
};
