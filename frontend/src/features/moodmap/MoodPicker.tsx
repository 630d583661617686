import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Slider from "@mui/material/Slider";
import Typography from "@mui/material/Typography";
import { type KeyboardEvent, type PointerEvent, useId } from "react";

import { Icon } from "@/components/ui/Icon";
import { Course } from "./Course";
import { placeUnder, spotOf } from "./drawing";
import { EndMark, Ground, Path, StartMark } from "./Ground";
import { clamp, course, describePlace, type MoodPlace } from "./places";

interface MoodPickerProps {
  /** Where the mood is now. */
  start: MoodPlace;
  /** Where the list leads to unless something else is picked, and its name. */
  usual: MoodPlace & { name: string };
  /** What was picked; null for the usual destination. */
  picked: MoodPlace | null;
  songs: number;
  colour: string;
  onPick: (place: MoodPlace | null) => void;
}

const smallStep = 0.02;
const largeStep = 0.1;
const arrows: Record<string, MoodPlace> = {
  ArrowLeft: { valence: -1, energy: 0 },
  ArrowRight: { valence: 1, energy: 0 },
  ArrowUp: { valence: 0, energy: 1 },
  ArrowDown: { valence: 0, energy: -1 },
};

/** The mood map to pick a destination on: by pointer, by arrow keys, or by two sliders. */
export function MoodPicker({ start, usual, picked, songs, colour, onPick }: MoodPickerProps) {
  const id = useId();
  const end = picked ?? usual;
  const path = course(start, end, songs);
  const words = picked === null ? `${usual.name} (${describePlace(usual)})` : describePlace(picked);
  const pickUnder = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    onPick(
      rounded(
        placeUnder((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height),
      ),
    );
  };
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const arrow = arrows[event.key];
    if (arrow !== undefined) {
      event.preventDefault();
      const step = event.shiftKey ? largeStep : smallStep;
      onPick(
        rounded({
          valence: clamp(end.valence + arrow.valence * step),
          energy: clamp(end.energy + arrow.energy * step),
        }),
      );
    }
  };
  return (
    <Box sx={layout}>
      <Box
        aria-describedby={`${id}-help`}
        aria-label="Destination on the mood map"
        aria-valuemax={100}
        aria-valuemin={0}
        aria-valuenow={Math.round(end.valence * 100)}
        aria-valuetext={`Brightness ${inHundred(end.valence)}, energy ${inHundred(end.energy)}: ${words}`}
        onKeyDown={move}
        onPointerDown={(event) => {
          if (event.button === 0) {
            event.currentTarget.setPointerCapture?.(event.pointerId);
            pickUnder(event);
          }
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture?.(event.pointerId)) {
            pickUnder(event);
          }
        }}
        role="slider"
        sx={{ cursor: "crosshair", touchAction: "none", minWidth: 0, maxWidth: 380 }}
        tabIndex={0}
      >
        <Ground>
          <Path colour={colour} spots={path.map(spotOf)} />
          {path.slice(1, -1).map((place) => {
            const { x, y } = spotOf(place);
            return <circle cx={x} cy={y} key={`${x} ${y}`} r="2.500" style={{ fill: colour }} />;
          })}
          <StartMark colour={colour} spot={spotOf(start)} />
          <EndMark colour={colour} spot={spotOf(end)} />
        </Ground>
      </Box>
      <Box sx={{ display: "grid", gap: 1.5, alignContent: "start", minWidth: 0 }}>
        <Typography aria-live="polite">
          From <em>{describePlace(start)}</em> to <em>{words}</em>.
        </Typography>
        <Typography id={`${id}-help`} sx={{ color: "text.secondary" }} variant="body2">
          The ring is where you are now, the diamond where the list leads. Click or drag on the map,
          or use the arrow keys, or these sliders:
        </Typography>
        <Axis
          from="gloomy"
          label="Brightness"
          onChange={(valence) => onPick({ energy: end.energy, valence })}
          to="bright"
          value={end.valence}
        />
        <Axis
          from="calm"
          label="Energy"
          onChange={(energy) => onPick({ valence: end.valence, energy })}
          to="energetic"
          value={end.energy}
        />
        <Course colour={colour} path={path} />
        <Box>
          <Button
            disabled={picked === null}
            onClick={() => onPick(null)}
            size="small"
            startIcon={<Icon name="undo" />}
            variant="outlined"
          >
            Back to {usual.name}
          </Button>
        </Box>
      </Box>
    </Box>
  );
}

interface AxisProps {
  label: string;
  from: string;
  to: string;
  value: number;
  onChange: (value: number) => void;
}

function Axis({ label, from, to, value, onChange }: AxisProps) {
  const id = useId();
  return (
    <Box sx={{ minWidth: 0 }}>
      <Typography id={id} variant="body2">
        {label}: {inHundred(value)}{" "}
        <Box component="span" sx={{ color: "text.secondary" }}>
          ({from} 0 to {to} 100)
        </Box>
      </Typography>
      <Box sx={{ px: 1.25, maxWidth: 480 }}>
        <Slider
          aria-labelledby={id}
          max={100}
          min={0}
          onChange={(_, next) => onChange(Number(next) / 100)}
          value={inHundred(value)}
        />
      </Box>
    </Box>
  );
}

function inHundred(value: number): number {
  return Math.round(value * 100);
}

function rounded({ valence, energy }: MoodPlace): MoodPlace {
  return { valence: inHundred(valence) / 100, energy: inHundred(energy) / 100 };
}

const layout = {
  display: "grid",
  gap: { xs: 2, sm: 4 },
  gridTemplateColumns: { xs: "minmax(0, 1fr)", sm: "minmax(0, 380px) minmax(0, 1fr)" },
  alignItems: "start",
} as const;
