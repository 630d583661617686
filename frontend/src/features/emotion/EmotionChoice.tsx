import Box from "@mui/material/Box";
import ButtonBase from "@mui/material/ButtonBase";
import Typography from "@mui/material/Typography";
import { type Ref, useId } from "react";

import { emotions } from "@/api/emotions";
import type { Emotion } from "@/api/generated/model";
import { expressionLabel } from "@/components/ui/expression";
import { chip, chipColours } from "./chip";

interface EmotionChoiceProps {
  legend: string;
  /** The expression in force, whoever chose it. */
  current: Emotion | null;
  onChoose: (emotion: Emotion) => void;
  /** The first of the chips, to bring a person here. */
  firstRef?: Ref<HTMLButtonElement> | undefined;
}

/** Seven chips, one for each expression: the person's own word. */
export function EmotionChoice({ legend, current, onChoose, firstRef }: EmotionChoiceProps) {
  const id = useId();
  return (
    <Box aria-labelledby={id} role="group">
      <Typography id={id} sx={{ mb: 1 }} variant="body2">
        {legend}
      </Typography>
      <Box sx={{ display: "flex", flexWrap: "wrap", gap: 0.75 }}>
        {emotions.map((emotion, index) => (
          <ButtonBase
            aria-pressed={current === emotion}
            key={emotion}
            onClick={() => onChoose(emotion)}
            {...(index === 0 && { ref: firstRef })}
            sx={chip}
            style={chipColours(emotion, current === emotion)}
          >
            {expressionLabel(emotion)}
          </ButtonBase>
        ))}
      </Box>
    </Box>
  );
}
