import Box from "@mui/material/Box";
import Slider from "@mui/material/Slider";
import Typography from "@mui/material/Typography";
import { useId } from "react";

import type { Popularity } from "@/api/generated/model";
import { LevelChoice } from "./LevelChoice";
import type { Wishes } from "./wishes";

interface PopularityChoiceProps {
  value: Wishes["popularity"];
  onChange: (popularity: Wishes["popularity"]) => void;
}

const levels: Record<Popularity, string> = {
  mainstream: "Mainstream",
  medium: "Medium",
  low: "Low",
  any: "Any",
};
const hints: Record<Popularity, string> = {
  mainstream: "Songs that nearly everyone knows.",
  medium: "Well known, but not played to death.",
  low: "Songs off the beaten track.",
  any: "How well a song is known does not count.",
};
/** What the levels aim at; "any" aims nowhere, its handle rests in the middle. */
const aims: Record<Popularity, number> = { mainstream: 100, medium: 70, low: 20, any: 50 };

/** One of the four levels, or any value between them. */
export function PopularityChoice({ value, onChange }: PopularityChoiceProps) {
  const id = useId();
  const isLevel = typeof value === "string";
  return (
    <Box sx={{ minWidth: 0 }}>
      <LevelChoice
        hint={isLevel ? hints[value] : `Songs known about ${value} of 100.`}
        label="Popularity"
        levels={levels}
        onChange={onChange}
        value={isLevel ? value : null}
      />
      <Box sx={{ display: "flex", alignItems: "center", gap: 2, mt: 0.5 }}>
        <Typography id={id} sx={{ color: "text.secondary" }} variant="body2">
          Finer
        </Typography>
        <Slider
          aria-labelledby={id}
          getAriaValueText={(aim) => (value === "any" ? "any" : `${aim} of 100`)}
          max={100}
          min={0}
          onChange={(_, aim) => onChange(Number(aim))}
          sx={{ mx: 1, ...(value === "any" && { opacity: 0.5 }) }}
          value={isLevel ? aims[value] : value}
        />
        <Typography
          aria-hidden
          sx={{ color: "text.secondary", minWidth: "2em", fontVariantNumeric: "tabular-nums" }}
          variant="body2"
        >
          {value === "any" ? "any" : (isLevel && aims[value]) || value}
        </Typography>
      </Box>
    </Box>
  );
}
