import Box from "@mui/material/Box";
import type { ReactNode } from "react";

import { curveThrough, type Spot, size, square } from "./drawing";

const corners = [
  { words: "tense", x: square.edge + 8, y: square.edge + 18, anchor: "start" },
  { words: "joyful", x: size - square.edge - 8, y: square.edge + 18, anchor: "end" },
  { words: "sad", x: square.edge + 8, y: size - square.edge - 9, anchor: "start" },
  { words: "peaceful", x: size - square.edge - 8, y: size - square.edge - 9, anchor: "end" },
] as const;

/** The square of the map with its axes and its four corners in words; the rest is drawn on it. */
export function Ground({ children }: { children: ReactNode }) {
  return (
    <Box
      aria-hidden="true"
      component="svg"
      sx={{ display: "block", width: "100%", height: "auto", color: "text.secondary" }}
      viewBox={`0 0 ${size} ${size}`}
    >
      <Box
        component="rect"
        height={square.side}
        sx={{ fill: "var(--hq-palette-background-paper)", stroke: "currentColor" }}
        width={square.side}
        x={square.edge}
        y={square.edge}
      />
      <path
        d={`M${size / 2} ${square.edge}v${square.side}M${square.edge} ${size / 2}h${square.side}`}
        opacity="0.35"
        stroke="currentColor"
        strokeDasharray="3 4"
      />
      <Box component="g" sx={{ fill: "currentColor", fontSize: 12, fontFamily: "inherit" }}>
        {corners.map(({ words, x, y, anchor }) => (
          <text fontStyle="italic" key={words} textAnchor={anchor} x={x} y={y}>
            {words}
          </text>
        ))}
        <text textAnchor="start" x={square.edge} y={size - 7}>
          ← gloomy
        </text>
        <text textAnchor="end" x={size - square.edge} y={size - 7}>
          bright →
        </text>
        <text
          textAnchor="start"
          transform={`rotate(-90 15 ${size - square.edge})`}
          x={15}
          y={size - square.edge}
        >
          ← calm
        </text>
        <text textAnchor="end" transform={`rotate(-90 15 ${square.edge})`} x={15} y={square.edge}>
          energetic →
        </text>
      </Box>
      {children}
    </Box>
  );
}

/** The way from the first song's place to the last one's. */
export function Path({ spots, colour }: { spots: readonly Spot[]; colour: string }) {
  return (
    <path
      d={curveThrough(spots)}
      data-testid="mood-path"
      fill="none"
      strokeLinecap="round"
      strokeWidth="2.500"
      style={{ stroke: colour }}
    />
  );
}

/** Where the mood is now: a ring. */
export function StartMark({ spot, colour }: { spot: Spot; colour: string }) {
  return (
    <circle
      cx={spot.x}
      cy={spot.y}
      data-testid="mood-start"
      r="7"
      strokeWidth="3"
      style={{ stroke: colour, fill: "var(--hq-palette-background-paper)" }}
    />
  );
}

/** Where the path leads to: a diamond. */
export function EndMark({ spot, colour }: { spot: Spot; colour: string }) {
  return (
    <path
      d={`M${spot.x} ${spot.y - 11}l11 11-11 11-11-11z`}
      data-testid="mood-end"
      strokeWidth="2"
      style={{ fill: colour, stroke: "var(--hq-palette-background-paper)" }}
    />
  );
}
