import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useEffect, useRef } from "react";

import { isOwn } from "@/api/hearing";
import { Announcer } from "@/components/ui/Announcer";
import { Control, Transport } from "./Control";
import { DeviceBar } from "./DeviceBar";
import { EmbedPlayer } from "./EmbedPlayer";
import type { PlayedTrack } from "./engine";
import { NowPlaying } from "./NowPlaying";
import { OwnPlayer } from "./OwnPlayer";
import { Remarks } from "./Remarks";
import type { AnyEngine, Playback } from "./usePlayback";

interface PlayerPanelProps {
  tracks: readonly PlayedTrack[];
  playback: Playback;
  onClose: () => void;
  /** Goes to Spotify to log in and allow playing. */
  onConnect: () => void;
}

/** One bar for all players, and below it what is the player's own. */
export function PlayerPanel({ tracks, playback, onClose, onConnect }: PlayerPanelProps) {
  const { engine, state } = playback;
  const root = useRef<HTMLElement>(null);
  useEffect(() => {
    // The button that opened it may be gone, and the focus with it.
    if (engine !== null && document.activeElement === document.body) {
      root.current?.focus();
    }
  }, [engine]);
  if (engine === null) {
    return <Closed isOwn={tracks.some(isOwn)} />;
  }
  const track = tracks.find(({ position }) => position === state.position);
  const close = <Control icon="close" label="Close the player" onClick={onClose} />;
  return (
    <Box aria-label="Player" component="aside" ref={root} sx={panel} tabIndex={-1}>
      <Announcer text={describe(playback, track)} />
      <Remarks
        onConnect={onConnect}
        onDismiss={playback.dismissRefusal}
        onPlay={() => engine.kind === "sdk" && engine.toggle()}
        onReconnect={() => engine.kind === "sdk" && engine.reconnect()}
        refusal={playback.refusal}
        state={state}
      />
      {engine.kind === "sdk" ? (
        <>
          <Box sx={{ display: "flex", alignItems: "start" }}>
            <NowPlaying song={state.song} total={tracks.length} track={track} />
            {close}
          </Box>
          <DeviceBar engine={engine} state={state} />
        </>
      ) : (
        <>
          <Box sx={line}>
            <Typography noWrap sx={words} variant="subtitle2">
              {state.position} of {tracks.length}: {track?.title}
            </Typography>
            <Transport engine={engine} state={state} />
            <Box sx={{ ml: "auto" }}>{close}</Box>
          </Box>
          {track !== undefined && <Surface engine={engine} track={track} />}
        </>
      )}
    </Box>
  );
}

const line = { display: "flex", flexWrap: { md: "wrap" }, alignItems: "center" } as const;
/** In the narrow column of a wide page the words have a line of their own. */
const words = { flex: { xs: 1, md: "1 0 100%" }, minWidth: 0 } as const;
const panel = {
  display: "grid",
  gridTemplateColumns: "minmax(0, 1fr)",
  gap: 1,
  "&:focus-visible": { outline: "none" },
} as const;

function describe({ state }: Playback, track: PlayedTrack | undefined): string {
  const title = state.song?.title ?? track?.title;
  const artists = state.song?.artists ?? track?.artists ?? [];
  return title === undefined ? "" : `In the player: ${title} by ${artists.join(", ")}`;
}

interface SurfaceProps {
  engine: Exclude<AnyEngine, { kind: "sdk" }>;
  track: PlayedTrack;
}

function Surface({ engine, track }: SurfaceProps) {
  if (engine.kind === "embed") {
    return <EmbedPlayer engine={engine} track={track} />;
  }
  return (
    track.audio_url !== null && (
      <OwnPlayer
        key={track.track_id}
        onEnd={() => engine.next()}
        title={track.title}
        url={track.audio_url}
      />
    )
  );
}

function Closed({ isOwn: hasOwn }: { isOwn: boolean }) {
  return (
    <Box sx={{ display: { xs: "none", md: "block" } }}>
      <Typography variant="h3">Player</Typography>
      <Typography sx={{ color: "text.secondary", mt: 1 }} variant="body2">
        {hasOwn
          ? "Press play beside one of your own songs to hear it here; the next one follows by itself."
          : "Press play beside a song to open Spotify's player here. Only then is anything loaded from Spotify; without an account there it plays a preview."}
      </Typography>
    </Box>
  );
}
