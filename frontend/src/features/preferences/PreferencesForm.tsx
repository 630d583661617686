import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { type ReactNode, type SyntheticEvent, useId } from "react";

import type { OwnMusic, Personalization } from "@/api/generated/model";
import { LevelChoice } from "./LevelChoice";
import { MoreWishes } from "./MoreWishes";
import { PopularityChoice } from "./PopularityChoice";
import { SourcedGenres } from "./SourcedGenres";
import type { Wishes } from "./wishes";

interface PreferencesFormProps {
  wishes: Wishes;
  /** False until an expression was read or named. */
  hasExpression: boolean;
  isPending: boolean;
  /** What personalization has to go by at present. */
  tasteNote: ReactNode;
  /** Stay with the mood, or where to lead. */
  modeChoice: ReactNode;
  /** The listener's own songs; null where they cannot be used. */
  own: OwnMusic | null;
  onChange: (wishes: Wishes) => void;
  onRecommend: () => void;
}

const personalizationLevels: Record<Personalization, string> = {
  high: "High",
  medium: "Medium",
  low: "Low",
};
const personalizationHints: Record<Personalization, string> = {
  high: "Close to what you like most.",
  medium: "Loosely guided by what you like.",
  low: "Your artists and your history are left out.",
};

/** All wishes, and the button that asks for the songs. */
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
          gridTemplateColumns: { xs: "minmax(0, 1fr)", md: "1fr 1fr", lg: "1.2fr 1fr 1.2fr" },
        }}
      >
        <PopularityChoice
          onChange={(popularity) => onChange({ ...wishes, popularity })}
          value={wishes.popularity}
        />
        <LevelChoice
          hint={
            <>
              {personalizationHints[wishes.personalization]}{" "}
              {wishes.personalization !== "low" && props.tasteNote}
            </>
          }
          label="Personalization"
          levels={personalizationLevels}
          onChange={(personalization) => onChange({ ...wishes, personalization })}
          value={wishes.personalization}
        />
        <Box sx={{ gridColumn: { md: "1 / -1", lg: "auto" }, minWidth: 0 }}>
          <SourcedGenres
            onChange={(genres) => onChange({ ...wishes, genres })}
            own={props.own}
            wishes={wishes}
          />
        </Box>
      </Box>
      {props.modeChoice}
      <MoreWishes onChange={onChange} ownSongs={props.own?.songs ?? null} wishes={wishes} />
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
