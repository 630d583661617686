import Box from "@mui/material/Box";
import { useEffect, useRef, useState } from "react";

import type { EmbedEngine } from "./embedEngine";
import type { PlayedTrack } from "./engine";

interface EmbedPlayerProps {
  engine: EmbedEngine;
  track: PlayedTrack;
}

/** Spotify's Embed player; as a plain frame where its script cannot be had. */
export function EmbedPlayer({ engine, track }: EmbedPlayerProps) {
  const place = useRef<HTMLDivElement>(null);
  const [isPlain, setIsPlain] = useState(false);
  useEffect(() => {
    const leaving = new AbortController();
    if (place.current !== null) {
      engine.mount(place.current, leaving.signal).catch(() => setIsPlain(!leaving.signal.aborted));
    }
    return () => leaving.abort();
  }, [engine]);
  const title = `Spotify player: ${track.title}`;
  if (isPlain) {
    return (
      <Box
        allow="autoplay; clipboard-write; encrypted-media; fullscreen; picture-in-picture"
        component="iframe"
        key={track.track_id}
        src={engine.frameOf(track)}
        sx={frame}
        title={title}
      />
    );
  }
  return <Box aria-label={title} ref={place} role="group" sx={{ ...frame, "& iframe": frame }} />;
}

const frame = {
  display: "block",
  width: "100%",
  height: { xs: 80, md: 352 },
  border: 0,
  borderRadius: 1.5,
} as const;
