import type { Emotion } from "@/api/generated/model";

interface ExpressionWords {
  /** As a heading: "Happy". */
  label: string;
  /** As what a person would say of themselves: "I feel happy". */
  adjective: string;
}

const words: Record<Emotion, ExpressionWords> = {
  angry: { label: "Angry", adjective: "angry" },
  disgust: { label: "Disgust", adjective: "disgusted" },
  fear: { label: "Fear", adjective: "afraid" },
  happy: { label: "Happy", adjective: "happy" },
  sad: { label: "Sad", adjective: "sad" },
  surprise: { label: "Surprise", adjective: "surprised" },
  neutral: { label: "Neutral", adjective: "neutral" },
};

export function expressionLabel(emotion: Emotion): string {
  return words[emotion].label;
}

export function expressionAdjective(emotion: Emotion): string {
  return words[emotion].adjective;
}

/** The expression's colour in the scheme in use, as a CSS value. */
export function expressionColour(emotion: Emotion): string {
  return `var(--hq-palette-expression-${emotion})`;
}

/** Ink that can be read on top of any expression's colour. */
export const onExpressionColour = "var(--hq-palette-onExpression)";

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
