import { type RefObject, useCallback, useEffect, useRef, useState } from "react";

import {
  type CameraFailure,
  closeCamera,
  isCameraReachable,
  isMirrored,
  nameFailure,
  openCamera,
} from "./camera";
import { encodeJpeg, fitWithin } from "./canvas";
import { makePhoto, type Photo } from "./photo";

export type CameraState =
  | { phase: "off" }
  | { phase: "starting" }
  | { phase: "live"; stream: MediaStream; mirrored: boolean }
  | { phase: "failed"; failure: CameraFailure };

interface Camera {
  state: CameraState;
  start: () => Promise<void>;
  stop: () => void;
  take: (video: HTMLVideoElement) => Promise<Photo>;
}

/** The camera of this page; its tracks stop when it is switched off and when the page is left. */
export function useCamera(): Camera {
  const [state, setState] = useState<CameraState>({ phase: "off" });
  const open: RefObject<MediaStream | null> = useRef(null);
  const attempt = useRef(0);

  const release = useCallback(() => {
    attempt.current += 1;
    if (open.current !== null) {
      closeCamera(open.current);
      open.current = null;
    }
  }, []);

  useEffect(() => release, [release]);

  const stop = useCallback(() => {
    release();
    setState({ phase: "off" });
  }, [release]);

  const start = useCallback(async () => {
    release();
    if (!isCameraReachable()) {
      setState({ phase: "failed", failure: "insecure" });
      return;
    }
    const mine = attempt.current;
    setState({ phase: "starting" });
    try {
      const stream = await openCamera();
      if (mine !== attempt.current) {
        closeCamera(stream);
        return;
      }
      open.current = stream;
      stream.getVideoTracks()[0]?.addEventListener("ended", () => {
        if (open.current === stream) {
          release();
          setState({ phase: "failed", failure: "lost" });
        }
      });
      setState({ phase: "live", stream, mirrored: isMirrored(stream) });
    } catch (error) {
      if (mine === attempt.current) {
        setState({ phase: "failed", failure: nameFailure(error) });
      }
    }
  }, [release]);

  const mirrored = state.phase === "live" && state.mirrored;
  const take = useCallback(
    async (video: HTMLVideoElement) => {
      const size = fitWithin({ width: video.videoWidth, height: video.videoHeight });
      const blob = await encodeJpeg(video, size, mirrored);
      return makePhoto({ source: "camera", name: "photo.jpg", blob }, true);
    },
    [mirrored],
  );

  return { state, start, stop, take };
}
