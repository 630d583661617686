import Box from "@mui/material/Box";

import { emotions } from "@/api/emotions";
import { expressionColour } from "./expression";

const width = 720;
const sag = 150;
const lineGap = 15;

/** Height of the staff's first line over the page at x: a parabola that smiles. */
function bend(x: number): number {
  const t = (2 * x) / width - 1;
  return sag * (1 - t * t);
}

const staffLines = [0, 1, 2, 3, 4].map((line) => {
  const y = 24 + line * lineGap;
  return `M0 ${y}Q${width / 2} ${y + 2 * sag} ${width} ${y}`;
});

/** Half steps below the first line for each of the seven note heads. */
const heights = [6, 3, 5, 1, 7, 2, 4];

const notes = emotions.map((emotion, index) => {
  const x = 66 + index * 98;
  return { emotion, x, y: 24 + bend(x) + ((heights[index] ?? 4) * lineGap) / 2 };
});

/** A staff bent into a smile, with one note for each of the seven expressions. Decoration only. */
export function StaffOrnament() {
  return (
    <Box
      aria-hidden="true"
      component="svg"
      viewBox={`0 0 ${width} 262`}
      sx={{ display: "block", width: "100%", height: "auto" }}
    >
      <Box
        component="g"
        sx={{ fill: "none", stroke: "currentColor", strokeWidth: 1.25, opacity: 0.55 }}
      >
        {staffLines.map((d) => (
          <path d={d} key={d} />
        ))}
      </Box>
      {notes.map(({ emotion, x, y }) => (
        <g
          key={emotion}
          style={{ fill: expressionColour(emotion), stroke: expressionColour(emotion) }}
        >
          <ellipse cx={x} cy={y} rx="11.500" ry="8.500" transform={`rotate(-20 ${x} ${y})`} />
          <path d={`M${x + 10.5} ${y - 3}v-52`} strokeLinecap="round" strokeWidth="2.500" />
        </g>
      ))}
    </Box>
  );
}
