import Box from "@mui/material/Box";

import { curveThrough } from "./drawing";
import type { MoodPlace } from "./places";

interface CourseProps {
  path: readonly MoodPlace[];
  /** Where the songs lie, null where that is not known; empty while there is no list yet. */
  songs?: readonly (MoodPlace | null)[];
  colour: string;
}

const width = 320;
const height = 52;
const left = 84;
const right = 12;
const top = 8;
const axes = [
  { axis: "valence", label: "brightness" },
  { axis: "energy", label: "energy" },
] as const;

/** The same way over time: brightness and energy from the first song to the last. */
export function Course({ path, songs = [], colour }: CourseProps) {
  const step = (width - left - right) / Math.max(1, path.length - 1);
  const spot = (value: number, index: number) => ({
    x: left + index * step,
    y: top + (1 - value) * (height - 2 * top),
  });
  return (
    <Box aria-hidden="true" sx={{ color: "text.secondary", maxWidth: 380 }}>
      {axes.map(({ axis, label }) => (
        <Box
          component="svg"
          key={axis}
          sx={{ display: "block", width: "100%", height: "auto" }}
          viewBox={`0 0 ${width} ${height}`}
        >
          <text fontSize="12" style={{ fill: "currentColor" }} x="0" y={height / 2 + 4}>
            {label}
          </text>
          <path
            d={`M${left - 8} ${top}v${height - 2 * top}h${width - left}`}
            fill="none"
            opacity="0.5"
            stroke="currentColor"
          />
          <path
            d={curveThrough(path.map((place, index) => spot(place[axis], index)))}
            fill="none"
            strokeWidth="2"
            style={{ stroke: colour }}
          />
          {songs.map((song, index) => {
            if (song === null) {
              return null;
            }
            const { x, y } = spot(song[axis], index);
            return (
              <circle
                cx={x}
                cy={y}
                // biome-ignore lint/suspicious/noArrayIndexKey: a song's place in the list is what it is known by here
                key={index}
                r="3"
                style={{ fill: "var(--hq-palette-text-primary)" }}
              />
            );
          })}
        </Box>
      ))}
    </Box>
  );
}
