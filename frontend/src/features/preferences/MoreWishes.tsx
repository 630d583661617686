import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Checkbox from "@mui/material/Checkbox";
import FormControlLabel from "@mui/material/FormControlLabel";
import Slider from "@mui/material/Slider";
import Typography from "@mui/material/Typography";
import { useId } from "react";

import type { Source } from "@/api/generated/model";
import { Disclosure } from "@/components/ui/Disclosure";
import { LevelChoice } from "./LevelChoice";
import { fewestSongs, mostSongs, type Wishes } from "./wishes";

interface MoreWishesProps {
  wishes: Wishes;
  /** Number of songs of the listener's own; null where own music cannot be used. */
  ownSongs: number | null;
  onChange: (wishes: Wishes) => void;
}

const sources: Record<Source, string> = {
  catalog: "Catalog",
  own: "Own music",
  both: "Both",
};
const count = new Intl.NumberFormat("en");

/** Size, novelty, explicit songs, repeats, and where songs come from. */
export function MoreWishes({ wishes, ownSongs, onChange }: MoreWishesProps) {
  return (
    <Disclosure summary="More wishes" words={summarize(wishes, ownSongs)}>
      <Box sx={{ display: "grid", gap: 3, gridTemplateColumns: { md: "1fr 1fr" }, pt: 1.5 }}>
        <Size onChange={(size) => onChange({ ...wishes, size })} value={wishes.size} />
        <Novelty onChange={(novelty) => onChange({ ...wishes, novelty })} value={wishes.novelty} />
        <Box sx={{ display: "grid", alignContent: "start" }}>
          <FormControlLabel
            control={
              <Checkbox
                checked={!wishes.explicit}
                onChange={(_, without) => onChange({ ...wishes, explicit: !without })}
              />
            }
            label="Leave out explicit songs"
          />
          <FormControlLabel
            control={
              <Checkbox
                checked={wishes.avoid_recent}
                onChange={(_, avoids) => onChange({ ...wishes, avoid_recent: avoids })}
              />
            }
            label="Avoid songs of my recent lists"
          />
        </Box>
        {ownSongs !== null && (
          <LevelChoice
            hint={sourceHint(wishes.source, ownSongs)}
            label="Songs from"
            levels={sources}
            onChange={(source) => onChange({ ...wishes, source })}
            value={wishes.source}
          />
        )}
      </Box>
    </Disclosure>
  );
}

function summarize(wishes: Wishes, ownSongs: number | null): string {
  return [
    `${wishes.size} songs`,
    wishes.explicit ? "" : "none explicit",
    wishes.novelty === null ? "" : `novelty ${Math.round(wishes.novelty * 100)}`,
    wishes.avoid_recent ? "" : "repeats allowed",
    ownSongs === null || wishes.source === "catalog" ? "" : sources[wishes.source].toLowerCase(),
  ]
    .filter((part) => part !== "")
    .join(", ");
}

function sourceHint(source: Source, ownSongs: number): string {
  const hints: Record<Source, string> = {
    catalog: "Songs of the catalog, played by Spotify's player.",
    own: `Your own ${count.format(ownSongs)} songs on this machine, played in this page.`,
    both: "Your own songs play in this page; those of the catalog open in Spotify, never in the same player.",
  };
  return hints[source];
}

interface SizeProps {
  value: number;
  onChange: (size: number) => void;
}

function Size({ value, onChange }: SizeProps) {
  const id = useId();
  return (
    <Box sx={{ minWidth: 0 }}>
      <Typography id={id} sx={{ fontWeight: 600 }}>
        Number of songs
        <Box component="span" sx={quiet}>
          {value}
        </Box>
      </Typography>
      <Box sx={{ px: 1.25 }}>
        <Slider
          aria-labelledby={id}
          marks={[5, 10, 20, 30, 40, 50].map((songs) => ({ value: songs, label: songs }))}
          max={mostSongs}
          min={fewestSongs}
          onChange={(_, size) => onChange(Number(size))}
          value={value}
        />
      </Box>
    </Box>
  );
}

interface NoveltyProps {
  value: number | null;
  onChange: (novelty: number | null) => void;
}

const usualNovelty = 0.5;

function Novelty({ value, onChange }: NoveltyProps) {
  const id = useId();
  const words = value === null ? "as usual" : `${Math.round(value * 100)} of 100`;
  return (
    <Box sx={{ minWidth: 0 }}>
      <Typography id={id} sx={{ fontWeight: 600 }}>
        Novelty
        <Box component="span" sx={quiet}>
          {words}
        </Box>
      </Typography>
      <Box sx={{ px: 1.25 }}>
        <Slider
          aria-labelledby={id}
          getAriaValueText={() => words}
          marks={[
            { value: 0, label: "artists I know" },
            { value: 100, label: "new artists" },
          ]}
          max={100}
          min={0}
          onChange={(_, novelty) => onChange(Number(novelty) / 100)}
          sx={{
            '& .MuiSlider-markLabel[data-index="0"]': { transform: "none" },
            '& .MuiSlider-markLabel[data-index="1"]': { transform: "translateX(-100%)" },
          }}
          value={Math.round((value ?? usualNovelty) * 100)}
        />
      </Box>
      {value !== null && (
        <Button onClick={() => onChange(null)} size="small" sx={{ ml: -2 }}>
          As usual again
        </Button>
      )}
    </Box>
  );
}

const quiet = { color: "text.secondary", fontWeight: 400, ml: 1.5 } as const;
