import type { Emotion, PlaylistRequest } from "@/api/generated/model";
import type { Expressed } from "@/features/emotion/reading";

type Expression = Pick<PlaylistRequest, "emotion" | "probabilities">;

/** What the songs follow: the person's own word, else all seven probabilities of the face. */
export function expressionFor(chosen: Emotion | null, face: Expressed | null): Expression | null {
  if (chosen !== null) {
    return { emotion: chosen };
  }
  return face === null ? null : { probabilities: face.probabilities };
}
