import type { Emotion } from "@/api/generated/model";
import { expressionColour, onExpressionColour } from "@/components/ui/expression";

export const chip = {
  minHeight: 40,
  px: 1.5,
  borderRadius: 5,
  border: "1.5px solid",
  typography: "body2",
  fontWeight: 600,
  "&:hover": { textDecoration: "underline" },
} as const;

export function chipColours(emotion: Emotion, isFilled: boolean) {
  const colour = expressionColour(emotion);
  return isFilled
    ? { borderColor: colour, backgroundColor: colour, color: onExpressionColour }
    : { borderColor: colour, color: colour };
}
