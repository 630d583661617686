import Box from "@mui/material/Box";
import type { ReactNode } from "react";

import type { Emotion, Mode } from "@/api/generated/model";
import { LevelChoice } from "./LevelChoice";

interface ModeChoiceProps {
  /** The expression in force, if there is one yet. */
  emotion: Emotion | null;
  /** The mode in force: the listener's own, else the expression's default. */
  mode: Mode;
  /** The map to pick a destination on; shown where the list leads somewhere. */
  map: ReactNode;
  onChange: (mode: Mode) => void;
}

const levels: Record<Mode, string> = { match: "Stay with it", shift: "Lead me elsewhere" };
const hints: Record<Mode, string> = {
  match: "All songs fit the mood that you are in.",
  shift: "The list begins where you are and moves on, song by song.",
};
const remarks: Partial<Record<Emotion, string>> = {
  sad: "When people are sad, some want company and some want a lift; both are here, and neither is forced on you.",
  fear: "Hardly anyone asks for frightening music, so this soothes unless you say otherwise.",
};

/** Be with the mood, or lead from it to another. */
export function ModeChoice({ emotion, mode, map, onChange }: ModeChoiceProps) {
  const remark = emotion === null ? undefined : remarks[emotion];
  return (
    <Box sx={{ display: "grid", gap: 2.5 }}>
      <Box sx={{ maxWidth: 560 }}>
        <LevelChoice
          hint={
            <>
              {hints[mode]} {remark}
            </>
          }
          label="With this mood"
          levels={levels}
          onChange={onChange}
          value={mode}
        />
      </Box>
      {mode === "shift" && map}
    </Box>
  );
}
