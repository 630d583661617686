import Typography from "@mui/material/Typography";

import { useMoods } from "@/api/useMoods";
import { destinationLabel } from "@/components/ui/destination";
import { ErrorNotice } from "@/components/ui/ErrorNotice";
import { expressionColour } from "@/components/ui/expression";
import { MoodPicker } from "@/features/moodmap/MoodPicker";
import { ModeChoice } from "@/features/preferences/ModeChoice";
import type { Wishes } from "@/features/preferences/wishes";
import type { MoodChoice } from "./useMoodChoice";

interface DestinationProps {
  mood: MoodChoice;
  wishes: Wishes;
  onChange: (wishes: Wishes) => void;
}

/** Stay or be led, and where to. */
export function Destination({ mood, wishes, onChange }: DestinationProps) {
  return (
    <ModeChoice
      emotion={mood.emotion}
      map={<MapToPick mood={mood} onChange={onChange} wishes={wishes} />}
      mode={mood.mode}
      onChange={(mode) => onChange({ ...wishes, mode })}
    />
  );
}

function MapToPick({ mood, wishes, onChange }: DestinationProps) {
  const { error, refetch } = useMoods();
  if (error !== null) {
    return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  }
  if (mood.emotion === null || mood.start === null) {
    return (
      <Typography sx={{ color: "text.secondary" }}>
        Once there is an expression, a map shows where it lies and where the list leads.
      </Typography>
    );
  }
  return (
    <MoodPicker
      colour={expressionColour(mood.emotion)}
      onPick={(destination) =>
        // A picked place is a wish to be led, whatever the next expression's default is.
        onChange({ ...wishes, mode: destination === null ? wishes.mode : "shift", destination })
      }
      picked={wishes.destination}
      songs={wishes.size}
      start={mood.start}
      usual={
        mood.usual === null
          ? { name: "the same place", ...mood.start }
          : { ...mood.usual, name: destinationLabel(mood.usual.name) }
      }
    />
  );
}
