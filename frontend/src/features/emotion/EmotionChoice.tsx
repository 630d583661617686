import Box from "@mui/material/Box";
import ButtonBase from "@mui/material/ButtonBase";
import Typography from "@mui/material/Typography";
import { useId } from "react";

import { emotions } from "@/api/emotions";
import type { Emotion } from "@/api/generated/model";
import { expressionColour, expressionLabel, onExpressionColour } from "@/components/ui/expression";

interface EmotionChoiceProps {
  legend: string;
  /** The expression in force, whoever chose it. */
  current: Emotion | null;
  onChoose: (emotion: Emotion) => void;
}

/** Seven chips, one for each expression: the person's own word. */
export function EmotionChoice({ legend, current, onChoose }: EmotionChoiceProps) {
  const id = useId();
  return (
    <Box aria-labelledby={id} role="group">
      <Typography id={id} sx={{ mb: 1 }} variant="body2">
        {legend}
      </Typography>
      <Box sx={{ display: "flex", flexWrap: "wrap", gap: 0.75 }}>
        {emotions.map((emotion) => (
          <ButtonBase
            aria-pressed={current === emotion}
            key={emotion}
            onClick={() => onChoose(emotion)}
            sx={chip}
            style={colours(emotion, current === emotion)}
          >
            {expressionLabel(emotion)}
          </ButtonBase>
        ))}
      </Box>
    </Box>
  );
}

const chip = {
  minHeight: 40,
  px: 1.5,
  borderRadius: 5,
  border: "1.5px solid",
  typography: "body2",
  fontWeight: 600,
  "&:hover": { textDecoration: "underline" },
} as const;

function colours(emotion: Emotion, isCurrent: boolean) {
  const colour = expressionColour(emotion);
  return isCurrent
    ? { borderColor: colour, backgroundColor: colour, color: onExpressionColour }
    : { borderColor: colour, color: colour };
}
