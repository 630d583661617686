import { useCallback, useEffect, useRef, useState } from "react";

import type { Emotion } from "@/api/generated/model";
import { usePhotoReading } from "@/api/usePhotoReading";
import { discardPhoto, type Photo } from "@/features/capture/photo";
import type { Expressed, ReadingState } from "@/features/emotion/reading";
import type { ExpressionAtHand } from "./stash";

/** The photo in hand, its reading, the face that counts, and the person's own word. */
export function usePhotoSession(restored: ExpressionAtHand | null) {
  const [photo, setPhoto] = useState<Photo | null>(null);
  const [faceIndex, setFaceIndex] = useState(0);
  const [chosen, setChosen] = useState<Emotion | null>(restored?.chosen ?? null);
  // Whether an expression that is hard to tell may stay a mixture.
  const [isBlend, setIsBlend] = useState(restored?.isBlend ?? false);
  // A face whose photo is gone: read before the way to Spotify.
  const [remembered, setRemembered] = useState<Expressed | null>(restored?.face ?? null);
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
      setRemembered(null);
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

  const face: Expressed | null = data === undefined ? remembered : (data.faces[faceIndex] ?? null);
  return {
    photo,
    hold,
    predict,
    reading: data ?? null,
    state: stateOf({ isRead: data !== undefined || remembered !== null, error, isPending, face }),
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

interface ReadingFacts extends Pick<ReturnType<typeof usePhotoReading>, "error" | "isPending"> {
  isRead: boolean;
  face: Expressed | null;
}

function stateOf({ isRead, error, isPending, face }: ReadingFacts): ReadingState {
  if (isPending) {
    return { phase: "reading" };
  }
  if (error !== null) {
    return { phase: "failed", error };
  }
  return isRead ? { phase: "read", face } : { phase: "waiting" };
}
