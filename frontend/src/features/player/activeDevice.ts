import {
  pause,
  play,
  seek,
  setVolume,
  skipToNext,
  skipToPrevious,
} from "@/api/generated/humoresque";

const active = { device_id: null };

/** Commands to whichever of the listener's devices plays, by the server. */
export const activeDevice = {
  next: () => skipToNext(active),
  previous: () => skipToPrevious(active),
  pause: () => pause(active),
  resume: async () => void (await play(active)),
  seek: (position_ms: number) => seek({ position_ms, ...active }),
  setVolume: (volume_percent: number) => setVolume({ volume_percent, ...active }),
};
