import type { Emotion, FaceReading, PlaylistRequest } from "@/api/generated/model";

type Expression = Pick<PlaylistRequest, "emotion" | "probabilities">;

/** What the songs follow: the person's own word, else all seven probabilities of the face. */
export function expressionFor(chosen: Emotion | null, face: FaceReading | null): Expression | null {
  if (chosen !== null) {
    return { emotion: chosen };
  }
  return face === null ? null : { probabilities: face.probabilities };
}
