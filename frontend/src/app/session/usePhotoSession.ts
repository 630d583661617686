import { useCallback, useEffect, useRef, useState } from "react";

import type { Emotion } from "@/api/generated/model";
import { usePhotoReading } from "@/api/usePhotoReading";
import { discardPhoto, type Photo } from "@/features/capture/photo";
import type { ReadingState } from "@/features/emotion/reading";

/** The photo in hand, its reading, the face that counts, and the person's own word. */
export function usePhotoSession() {
  const [photo, setPhoto] = useState<Photo | null>(null);
  const [faceIndex, setFaceIndex] = useState(0);
  const [chosen, setChosen] = useState<Emotion | null>(null);
  // Whether an expression that is hard to tell may stay a mixture.
  const [isBlend, setIsBlend] = useState(false);
  const { data, error, isPending, mutate, reset } = usePhotoReading();
  const inHand = useRef<Photo | null>(null);

  const choose = useCallback((emotion: Emotion | null) => {
    setChosen(emotion);
    setIsBlend(false);
  }, []);

  const hold = useCallback(
    (next: Photo | null) => {
      if (inHand.current !== null) {
        discardPhoto(inHand.current);
      }
      inHand.current = next;
      setPhoto(next);
      setFaceIndex(0);
      choose(null);
      reset();
    },
    [choose, reset],
  );

  useEffect(
    () => () => {
      if (inHand.current !== null) {
        discardPhoto(inHand.current);
      }
    },
    [],
  );

  const predict = () => {
    if (photo !== null) {
      setFaceIndex(0);
      choose(null);
      mutate(photo.blob);
    }
  };

  const face = data?.faces[faceIndex] ?? null;
  return {
    photo,
    hold,
    predict,
    reading: data ?? null,
    state: stateOf({ data, error, isPending, face }),
    face,
    faceIndex,
    chooseFace: (index: number) => {
      setFaceIndex(index);
      choose(null);
    },
    chosen,
    choose,
    isBlend,
    blend: () => {
      setChosen(null);
      setIsBlend(true);
    },
  };
}

interface ReadingFacts
  extends Pick<ReturnType<typeof usePhotoReading>, "data" | "error" | "isPending"> {
  face: Extract<ReadingState, { phase: "read" }>["face"];
}

function stateOf({ data, error, isPending, face }: ReadingFacts): ReadingState {
  if (isPending) {
    return { phase: "reading" };
  }
  if (error !== null) {
    return { phase: "failed", error };
  }
  return data === undefined ? { phase: "waiting" } : { phase: "read", reading: data, face };
}
