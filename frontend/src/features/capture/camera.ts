/** What keeps the camera from working, and what the person can do about it. */
export type CameraFailure = "denied" | "none" | "busy" | "lost" | "insecure" | "unknown";

interface FailureWords {
  title: string;
  advice: string;
}

export const failureWords: Record<CameraFailure, FailureWords> = {
  denied: {
    title: "The camera is not allowed",
    advice:
      "Your browser or system keeps this page from the camera. Allow it with the camera or lock sign beside the address, then try again, or upload a photo instead.",
  },
  none: {
    title: "No camera was found",
    advice: "Connect one and try again, or upload a photo instead.",
  },
  busy: {
    title: "The camera is busy",
    advice: "Another program or tab is probably using it. Close that and try again.",
  },
  lost: {
    title: "The camera went away",
    advice: "It was unplugged, or another program took it. Check it and try again.",
  },
  insecure: {
    title: "The camera needs a secure address",
    advice:
      "Browsers give the camera only to pages under https:// or on this very computer (http://127.0.0.1 or http://localhost). You can upload a photo instead.",
  },
  unknown: {
    title: "The camera did not start",
    advice: "Try again, or upload a photo instead.",
  },
};

const failuresByName: Record<string, CameraFailure> = {
  NotAllowedError: "denied",
  SecurityError: "denied",
  NotFoundError: "none",
  OverconstrainedError: "none",
  NotReadableError: "busy",
  AbortError: "busy",
};

export function nameFailure(error: unknown): CameraFailure {
  return (error instanceof Error && failuresByName[error.name]) || "unknown";
}

/** Asks for the camera that faces the person. Rejects with the browser's own error. */
export async function openCamera(): Promise<MediaStream> {
  return await navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: "user", width: { ideal: 1280 }, height: { ideal: 720 } },
  });
}

/** False on plain http addresses, where browsers hide the camera altogether. */
export function isCameraReachable(): boolean {
  return "mediaDevices" in navigator && window.isSecureContext;
}

export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) {
    track.stop();
  }
}

/** A mirror is what people expect of themselves, but not of a camera that looks away from them. */
export function isMirrored(stream: MediaStream): boolean {
  return stream.getVideoTracks()[0]?.getSettings().facingMode !== "environment";
}
