import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";

import { Course } from "./Course";
import { type Spot, spotOf, spread } from "./drawing";
import { EndMark, Ground, Path, StartMark } from "./Ground";
import { describePlace, type MoodPlace } from "./places";

interface SongMapProps {
  /** What each place of the list asked for, in order of play. */
  path: readonly MoodPlace[];
  /** Where the songs lie, in the same order. */
  songs: readonly MoodPlace[];
  /** Whether the list leads elsewhere; else all of the path is one place. */
  leads: boolean;
  colour: string;
}

const mostNumbers = 20;
const labelDistance = 19;

/** The songs of a list on the mood map, numbered in order of play, with the path they follow. */
export function SongMap({ path, songs, leads, colour }: SongMapProps) {
  const [first] = path;
  const last = path.at(-1);
  if (first === undefined || last === undefined) {
    return null;
  }
  const words = leads
    ? `From ${describePlace(first)} to ${describePlace(last)}.`
    : `Around one place: ${describePlace(first)}.`;
  return (
    <Box component="figure" sx={{ m: 0, display: "grid", gap: 1.5, maxWidth: 380 }}>
      <Box
        aria-label={`Mood map with the ${songs.length} songs. ${words}`}
        role="img"
        sx={{ minWidth: 0 }}
      >
        <Ground>
          {leads && <Path colour={colour} spots={path.map(spotOf)} />}
          {leads && <EndMark colour={colour} spot={spotOf(last)} />}
          <StartMark colour={colour} spot={spotOf(first)} />
          <Numbers
            colour={colour}
            marks={leads ? [spotOf(first), spotOf(last)] : [spotOf(first)]}
            spots={songs.map(spotOf)}
          />
        </Ground>
      </Box>
      {leads && <Course colour={colour} path={path} songs={songs} />}
      <Typography component="figcaption" sx={{ color: "text.secondary" }} variant="body2">
        {words} Numbers are the songs;{" "}
        {leads
          ? "the curve is the way that was asked for, from the ring to the diamond."
          : "the ring is the place that was asked for."}
      </Typography>
    </Box>
  );
}

interface NumbersProps {
  spots: readonly Spot[];
  /** What no label may cover. */
  marks: readonly Spot[];
  colour: string;
}

/** Numbered spots; labels of near songs move apart, with a line to where the song lies. */
function Numbers({ spots, marks, colour }: NumbersProps) {
  if (spots.length > mostNumbers) {
    return spots.map((spot, index) => (
      <circle
        cx={spot.x}
        cy={spot.y}
        data-testid="mood-song"
        // biome-ignore lint/suspicious/noArrayIndexKey: a song's place in the list is what it is known by here
        key={index}
        r="3"
        style={{ fill: "var(--hq-palette-text-primary)" }}
      />
    ));
  }
  const labels = spread(spots, labelDistance, marks);
  return (
    <>
      {/* All lines and dots first, so that none lies on a number. */}
      {spots.map((spot, index) => {
        const label = labels[index] ?? spot;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a song's place in the list is what it is known by here
          <g key={index} style={{ fill: colour, stroke: colour }}>
            <path d={`M${spot.x} ${spot.y}L${label.x} ${label.y}`} />
            <circle cx={spot.x} cy={spot.y} r="2" />
          </g>
        );
      })}
      {labels.map((label, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a song's place in the list is what it is known by here
        <g data-testid="mood-song" key={index}>
          <circle
            cx={label.x}
            cy={label.y}
            r="8"
            strokeWidth="1.5"
            style={{
              fill: "var(--hq-palette-text-primary)",
              // A rim in the ground's colour keeps near numbers apart for the eye.
              stroke: "var(--hq-palette-background-paper)",
            }}
          />
          <text
            fontSize="10.500"
            fontWeight="600"
            style={{ fill: "var(--hq-palette-background-paper)" }}
            textAnchor="middle"
            x={label.x}
            y={label.y + 3.7}
          >
            {index + 1}
          </text>
        </g>
      ))}
    </>
  );
}
