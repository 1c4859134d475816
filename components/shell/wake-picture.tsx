type Lane = { readonly y: number; readonly spans: readonly Span[]; readonly marks: readonly number[] };
type Span = { readonly from: number; readonly to: number; readonly state: keyof typeof FILLS };

const FILLS = {
  logged: "fill-logged opacity-20",
  partial: "fill-[url(#wake-partial)]",
  "not-logged": "fill-[url(#wake-not-logged)]",
  unknown: "fill-[url(#wake-unknown)]",
} as const;

/** Drawn, not measured: an idea of a timeline, so it carries no names and no numbers. */
const LANES: readonly Lane[] = [
  {
    y: 0,
    spans: [{ from: 0, to: 640, state: "logged" }],
    marks: [22, 31, 36, 90, 96, 128, 133, 139, 204, 260, 266, 271, 330, 402, 409, 470, 520, 527, 590],
  },
  {
    y: 1,
    spans: [
      { from: 0, to: 250, state: "logged" },
      { from: 250, to: 420, state: "not-logged" },
      { from: 420, to: 640, state: "logged" },
    ],
    marks: [40, 47, 112, 160, 168, 230, 436, 441, 449, 505, 560, 612],
  },
  {
    y: 2,
    spans: [
      { from: 0, to: 120, state: "unknown" },
      { from: 120, to: 640, state: "logged" },
    ],
    marks: [140, 146, 151, 158, 240, 310, 316, 388, 395, 480, 486, 570],
  },
  {
    y: 3,
    spans: [
      { from: 0, to: 470, state: "partial" },
      { from: 470, to: 640, state: "logged" },
    ],
    marks: [66, 180, 340, 482, 490, 498, 507, 515, 580, 588, 596, 604],
  },
  {
    y: 4,
    spans: [
      { from: 0, to: 360, state: "logged" },
      { from: 360, to: 640, state: "unknown" },
    ],
    marks: [12, 18, 80, 86, 92, 200, 280, 288, 350],
  },
  {
    y: 5,
    spans: [
      { from: 0, to: 180, state: "logged" },
      { from: 180, to: 560, state: "not-logged" },
      { from: 560, to: 640, state: "partial" },
    ],
    marks: [28, 60, 66, 71, 130, 172, 600],
  },
];

/** What the product is about, as a picture: activity on lanes, and the stretches in which nobody could have seen any. */
export function WakePicture() {
  return (
    <svg aria-hidden viewBox="0 0 640 560" preserveAspectRatio="xMinYMid slice" className="absolute inset-0 size-full">
      <defs>
        <pattern id="wake-partial" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="4" height="9" className="fill-partial" opacity="0.55" />
        </pattern>
        <pattern id="wake-not-logged" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
          <rect width="1.4" height="5" className="fill-not-logged" opacity="0.8" />
        </pattern>
        <pattern id="wake-unknown" width="5" height="5" patternUnits="userSpaceOnUse">
          <circle cx="1.5" cy="1.5" r="0.9" className="fill-unknown" opacity="0.8" />
        </pattern>
      </defs>
      {LANES.map((lane) => (
        <g key={lane.y} transform={`translate(40 ${110 + lane.y * 58})`}>
          {lane.spans.map((span) => (
            <rect
              key={span.from}
              x={span.from}
              width={span.to - span.from - 2}
              height={34}
              rx={2}
              className={FILLS[span.state]}
            />
          ))}
          {lane.marks.map((x, index) => (
            <rect
              key={x}
              x={x}
              y={7}
              width={3}
              height={20}
              rx={1}
              className={index % 7 === 3 ? "fill-write" : index % 11 === 8 ? "fill-error" : "fill-read"}
            />
          ))}
        </g>
      ))}
    </svg>
  );
}
