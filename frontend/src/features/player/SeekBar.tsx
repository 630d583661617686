import Box from "@mui/material/Box";
import { useEffect, useState } from "react";

import { Dial } from "./Dial";
import { type PlayerState, progressNow } from "./engine";

const tickMs = 500;
const stepMs = 1000;
const longStepMs = 10_000;
const minute = 60;

interface SeekBarProps {
  state: PlayerState;
  onSeek: (to: number) => void;
}

/** How far the song has come, and the way to another place in it. */
export function SeekBar({ state, onSeek }: SeekBarProps) {
  const { clock, isPlaying } = state;
  const [, setTicks] = useState(0);
  useEffect(() => {
    if (isPlaying !== true) {
      return;
    }
    const timer = setInterval(() => setTicks((ticks) => ticks + 1), tickMs);
    return () => clearInterval(timer);
  }, [isPlaying]);
  if (clock === null) {
    return null;
  }
  // A whole number, from which the keys step on: Spotify takes no other.
  const now = Math.round(progressNow(state));
  return (
    <Box sx={{ display: "flex", alignItems: "center", gap: 1.5, typography: "body2" }}>
      <Time ms={now} />
      <Dial
        describe={(at) => `${timeOf(at)} of ${timeOf(clock.duration)}`}
        label="Place in the song"
        longStep={longStepMs}
        max={clock.duration}
        onSet={onSeek}
        step={stepMs}
        value={now}
      />
      <Time ms={clock.duration} />
    </Box>
  );
}

function Time({ ms }: { ms: number }) {
  return (
    <Box
      aria-hidden
      component="span"
      sx={{ color: "text.secondary", fontVariantNumeric: "tabular-nums" }}
    >
      {timeOf(ms)}
    </Box>
  );
}

function timeOf(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / minute)}:${String(seconds % minute).padStart(2, "0")}`;
}
