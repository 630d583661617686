import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { type SyntheticEvent, useId } from "react";

import { PersonalizationLevel, PopularityLevel } from "@/api/generated/model";
import { GenreField } from "./GenreField";
import { LevelChoice } from "./LevelChoice";
import type { Wishes } from "./wishes";

interface PreferencesFormProps {
  wishes: Wishes;
  /** False until an expression was read or named. */
  hasExpression: boolean;
  isPending: boolean;
  onChange: (wishes: Wishes) => void;
  onRecommend: () => void;
}

const popularityHints: Record<PopularityLevel, string> = {
  Mainstream: "Songs that nearly everyone knows.",
  Medium: "Well known, but not played to death.",
  Low: "Songs off the beaten track.",
};

const personalizationNote = "It takes effect once a listening history is connected.";
const personalizationHints: Record<PersonalizationLevel, string> = {
  High: `Close to what you play most. ${personalizationNote}`,
  Medium: `Loosely guided by what you play. ${personalizationNote}`,
  Low: "Your listening history is left out.",
};

/** Popularity, personalization and genres, and the button that asks for the songs. */
export function PreferencesForm(props: PreferencesFormProps) {
  const { wishes, onChange } = props;
  const hintId = useId();
  const missing = whatIsMissing(wishes, props.hasExpression);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (missing === "" && !props.isPending) {
      props.onRecommend();
    }
  };
  return (
    <Box component="form" onSubmit={submit} sx={{ display: "grid", gap: 3 }}>
      <Box
        sx={{
          display: "grid",
          gap: 3,
          gridTemplateColumns: { md: "1fr 1fr", lg: "1fr 1fr 1.2fr" },
        }}
      >
        <LevelChoice
          hint={popularityHints[wishes.popularity]}
          label="Popularity"
          levels={Object.values(PopularityLevel)}
          onChange={(popularity) => onChange({ ...wishes, popularity })}
          value={wishes.popularity}
        />
        <LevelChoice
          hint={personalizationHints[wishes.personalization]}
          label="Personalization"
          levels={Object.values(PersonalizationLevel)}
          onChange={(personalization) => onChange({ ...wishes, personalization })}
          value={wishes.personalization}
        />
        <Box sx={{ gridColumn: { md: "1 / -1", lg: "auto" }, minWidth: 0 }}>
          <GenreField
            chosen={wishes.genres}
            onChange={(genres) => onChange({ ...wishes, genres })}
          />
        </Box>
      </Box>
      <Box sx={{ display: "flex", flexWrap: "wrap", gap: 2, alignItems: "center" }}>
        <Button
          aria-describedby={hintId}
          disabled={missing !== ""}
          loading={props.isPending}
          size="large"
          type="submit"
          variant="contained"
        >
          Recommend music
        </Button>
        <Typography id={hintId} sx={{ color: "text.secondary" }} variant="body2">
          {missing}
        </Typography>
      </Box>
    </Box>
  );
}

function whatIsMissing(wishes: Wishes, hasExpression: boolean): string {
  const parts = [
    hasExpression ? "" : "an expression (from a photo or named by hand)",
    wishes.genres.length > 0 ? "" : "at least one genre",
  ].filter((part) => part !== "");
  return parts.length === 0 ? "" : `Still needed: ${parts.join(" and ")}.`;
}
