import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";

import { Course } from "./Course";
import { type Spot, spotOf, spread } from "./drawing";
import { EndMark, Ground, Path, StartMark } from "./Ground";
import { describePlace, type MoodPlace } from "./places";

interface SongMapProps {
  /** What each place of the list asked for, in order of play. */
  path: readonly MoodPlace[];
  /** Where the songs lie, in the same order; null for one of which that is not known. */
  songs: readonly (MoodPlace | null)[];
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
  const placed = songs.flatMap((place, index) =>
    place === null ? [] : [{ ...spotOf(place), number: index + 1 }],
  );
  return (
    <Box component="figure" sx={{ m: 0, display: "grid", gap: 1.5, maxWidth: 380 }}>
      <Box
        aria-label={`Mood map with the ${placed.length} songs. ${words}`}
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
            songs={placed}
          />
        </Ground>
      </Box>
      {leads && <Course colour={colour} path={path} songs={songs} />}
      <Typography component="figcaption" sx={{ color: "text.secondary" }} variant="body2">
        {words} Numbers are the songs;{" "}
        {leads
          ? "the curve is the way that was asked for, from the ring to the diamond."
          : "the ring is the place that was asked for."}
        {placed.length < songs.length && " Songs of which Spotify alone knows are not on the map."}
      </Typography>
    </Box>
  );
}

interface PlacedSong extends Spot {
  /** Its place in the list, from 1. */
  number: number;
}

interface NumbersProps {
  songs: readonly PlacedSong[];
  /** What no label may cover. */
  marks: readonly Spot[];
  colour: string;
}

/** Numbered spots; labels of near songs move apart, with a line to where the song lies. */
function Numbers({ songs, marks, colour }: NumbersProps) {
  if (songs.length > mostNumbers) {
    return songs.map(({ x, y, number }) => (
      <circle
        cx={x}
        cy={y}
        data-testid="mood-song"
        key={number}
        r="3"
        style={{ fill: "var(--hq-palette-text-primary)" }}
      />
    ));
  }
  const labels = spread(songs, labelDistance, marks);
  const labelled = songs.map((song, index) => ({ ...song, label: labels[index] ?? song }));
  return (
    <>
      {/* All lines and dots first, so that none lies on a number. */}
      {labelled.map(({ x, y, number, label }) => (
        <g key={number} style={{ fill: colour, stroke: colour }}>
          <path d={`M${x} ${y}L${label.x} ${label.y}`} />
          <circle cx={x} cy={y} r="2" />
        </g>
      ))}
      {labelled.map(({ number, label }) => (
        <g data-testid="mood-song" key={number}>
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
            {number}
          </text>
        </g>
      ))}
    </>
  );
}
